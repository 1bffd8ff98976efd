/** The scales: what counts towards a page, what does not, and when it is too heavy. */

import { describe, expect, test } from 'vitest';
import { CHART_BUDGET, type Manifest, PLAIN_BUDGET, told, tooHeavy, weights } from '../scripts/weights';

const MANIFEST: Manifest = {
  'index.html': {
    file: 'entry.js',
    css: ['entry.css'],
    imports: ['_shared.js'],
    dynamicImports: ['src/pages/members/MembersPage.tsx', 'src/i18n/zh-CN.ts', 'src/i18n/en.ts'],
  },
  '_shared.js': { file: 'shared.js' },
  'src/i18n/zh-CN.ts': { file: 'zh.js' },
  'src/i18n/en.ts': { file: 'en.js' },
  'src/pages/members/MembersPage.tsx': {
    file: 'members.js',
    imports: ['_shared.js', '_table.js'],
    dynamicImports: ['src/ui/ConfirmDialog.tsx', 'src/pages/members/Map.tsx'],
  },
  '_table.js': { file: 'table.js', css: ['table.css'] },
  'src/ui/ConfirmDialog.tsx': { file: 'dialog.js' },
  'src/pages/members/Map.tsx': { file: 'map.js', imports: ['_shared.js'] },
  'src/pages/overview/OverviewPage.tsx': { file: 'overview.js' },
};
const SIZES: Record<string, number> = {
  'entry.js': 1,
  'entry.css': 2,
  'shared.js': 4,
  'zh.js': 8,
  'en.js': 7,
  'members.js': 16,
  'table.js': 32,
  'table.css': 64,
  'map.js': 128,
  'dialog.js': 256,
  'overview.js': 512,
};
const weigh = (sizes = SIZES) => weights(MANIFEST, (file) => sizes[file] ?? 0);

describe('a page weighs', () => {
  test('its entry, the longer language, itself, and what it loads by itself, each once', () => {
    expect(weigh().find(({ page }) => page === 'members/Members')?.bytes).toBe(1 + 2 + 4 + 8 + 16 + 32 + 64 + 128);
  });

  test('more budget only when it draws charts', () => {
    expect(weigh().map(({ page, budget }) => [page, budget])).toEqual([
      ['members/Members', PLAIN_BUDGET],
      ['overview/Overview', CHART_BUDGET],
    ]);
  });

  test('too much as soon as it is above its budget', () => {
    const heavy = weigh({ ...SIZES, 'members.js': PLAIN_BUDGET, 'overview.js': PLAIN_BUDGET });
    expect(tooHeavy(heavy).map(({ page }) => page)).toEqual(['members/Members']);
    expect(told(heavy).filter((line) => line.includes('TOO HEAVY'))).toHaveLength(1);
    expect(tooHeavy(weigh())).toEqual([]);
  });

  test('nothing that can be trusted when the manifest does not name a part', () => {
    const { '_table.js': _missing, ...holed } = MANIFEST;
    expect(() => weights(holed, () => 1)).toThrow('_table.js');
  });
});
