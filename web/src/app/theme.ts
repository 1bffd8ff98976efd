/** The house theme: one palette a shade, given to antd as tokens and to our own CSS as variables. */

import { type ThemeConfig, theme } from 'antd';
import type { Shade, Trend } from './preferences';

export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

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

export function antdTheme(shade: Shade, palette: Palette): ThemeConfig {
  return {
    algorithm: shade === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.primary,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: shade === 'dark' ? palette.sunken : palette.surface,
      colorText: palette.ink,
      colorTextSecondary: palette.ink2,
      colorTextTertiary: palette.ink3,
      colorTextDescription: palette.ink3,
      colorTextPlaceholder: palette.ink3,
      colorBorder: palette.line,
      colorBorderSecondary: palette.hairline,
      borderRadius: 5,
      fontSize: 13,
      controlHeight: 30,
      fontFamily: FONT,
      fontFamilyCode: MONO,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      wireframe: false,
    },
    components: {
      Button: { primaryColor: palette.onPrimary, primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Table: {
        cellPaddingBlock: 7,
        cellPaddingInline: 12,
        headerBg: palette.sunken,
        headerColor: palette.ink2,
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        rowHoverBg: palette.sunken,
        borderColor: palette.hairline,
      },
      Tabs: { horizontalMargin: '0 0 14px', horizontalItemPadding: '8px 0' },
      Segmented: { trackBg: palette.hairline, itemSelectedBg: palette.surface, itemColor: palette.ink2 },
      Tooltip: { maxWidth: 340 },
    },
  };
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
