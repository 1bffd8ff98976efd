/** The house theme: one palette a shade, given to the style sheets as variables and to the charts as it is. */

import type { Shade, Trend } from './preferences';

export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';

export type Palette = Record<
  | 'page'
  | 'surface'
  | 'sunken'
  | 'line'
  | 'hairline'
  | 'ink'
  | 'ink2'
  | 'ink3'
  | 'primary'
  | 'soft'
  | 'onPrimary'
  | 'accent'
  | 'good'
  | 'warn'
  | 'bad'
  | 'up'
  | 'down',
  string
> & { series: string[] };

const LIGHT: Palette = {
  page: '#f5f7f6',
  surface: '#ffffff',
  sunken: '#f8faf9',
  line: '#d9e0de',
  hairline: '#e9eeec',
  ink: '#13201d',
  ink2: '#43524e',
  ink3: '#5c6a66',
  primary: '#0b6e67',
  soft: '#e2f0ee',
  onPrimary: '#ffffff',
  accent: '#b4560f',
  good: '#1c7043',
  warn: '#8f5600',
  bad: '#b3261e',
  up: '#1f5fa8',
  down: '#a64b00',
  series: ['#0b6e67', '#c9701c', '#3d6fb6', '#8a5aa3', '#8a7a12', '#b24668'],
};

const DARK: Palette = {
  page: '#0f1413',
  surface: '#161c1b',
  sunken: '#1b2221',
  line: '#33403d',
  hairline: '#252e2c',
  ink: '#e6ecea',
  ink2: '#b3bfbc',
  ink3: '#94a19d',
  primary: '#45bdb1',
  soft: '#17322f',
  onPrimary: '#04211e',
  accent: '#eb9a52',
  good: '#64c58c',
  warn: '#e0a952',
  bad: '#f28b82',
  up: '#7db4f0',
  down: '#f0a35e',
  series: ['#45bdb1', '#eb9a52', '#7db4f0', '#c39ad8', '#cdbd55', '#e58aa5'],
};

/** The palette of a shade; `red-up` paints rises red and falls green, as Chinese markets do. */
export function paletteOf(shade: Shade, trend: Trend): Palette {
  const palette = shade === 'dark' ? DARK : LIGHT;
  return trend === 'red-up' ? { ...palette, up: palette.bad, down: palette.good } : palette;
}

/** Publish the palette as CSS variables and mark the shade on the document. */
export function publish(shade: Shade, palette: Palette): void {
  const root = document.documentElement;
  root.dataset.shade = shade;
  root.style.colorScheme = shade;
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === 'string') root.style.setProperty(`--${name}`, value);
  }
}
