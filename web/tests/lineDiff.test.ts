/** The difference of two versions, found again from its own lines. */

import { describe, expect, test } from 'vitest';
import { counted, folded, lineDiff } from '../src/ui/document/lineDiff';

const OLD = 'kind: segment\nname: vip\nrule:\n  all:\n  - did: ordered\n    within: 90d\nrefresh: nightly\n';
const NOW =
  'kind: segment\nname: vip\nrule:\n  all:\n  - did: ordered\n    within: 30d\n  - segment: a\nrefresh: nightly\n';

const shown = (before: string, after: string) => lineDiff(before, after).map(({ sign, text }) => `${sign}${text}`);
const sides = (before: string, after: string) => {
  const lines = lineDiff(before, after);
  const side = (other: string) => lines.filter(({ sign }) => sign !== other).map(({ text }) => `${text}\n`);
  return { before: side('+').join(''), after: side('-').join('') };
};

describe('the difference of two texts', () => {
  test('keeps what stayed and marks what came and went', () => {
    expect(shown(OLD, NOW).slice(4)).toEqual([
      '   - did: ordered',
      '-    within: 90d',
      '+    within: 30d',
      '+  - segment: a',
      ' refresh: nightly',
    ]);
    expect(counted(lineDiff(OLD, NOW))).toEqual({ added: 2, removed: 1 });
  });

  test('of equal texts has no change', () => {
    expect(counted(lineDiff(OLD, OLD))).toEqual({ added: 0, removed: 0 });
  });

  test('of nothing and something is all added, and the other way all removed', () => {
    expect(shown('', 'a\nb\n')).toEqual(['+a', '+b']);
    expect(shown('a\nb\n', '')).toEqual(['-a', '-b']);
  });

  test('finds the most lines both have in common, in order', () => {
    expect(counted(lineDiff('a\nb\nc\na\nb\nb\na\n', 'c\nb\na\nb\na\nc\n'))).toEqual({ added: 2, removed: 3 });
  });

  test('holds both texts, whatever they are', () => {
    const letters = ['a', 'b', 'c'];
    const text = (seed: number) =>
      Array.from({ length: seed % 9 }, (_, at) => `${letters[(seed * 7 + at * at * (seed % 5)) % 3]}\n`).join('');
    for (let seed = 0; seed < 400; seed++) {
      const [before, after] = [text(seed), text(seed * 3 + 1)];
      expect(sides(before, after)).toEqual({ before, after });
    }
  });
});

describe('a folded difference', () => {
  const lines = lineDiff(`${'x\n'.repeat(10)}old\n${'y\n'.repeat(10)}`, `${'x\n'.repeat(10)}new\n${'y\n'.repeat(10)}`);

  test('shows only what is near a change and counts the rest', () => {
    expect(folded(lines, 2).map((line) => ('count' in line ? line.count : line.sign))).toEqual([
      8,
      ' ',
      ' ',
      '-',
      '+',
      ' ',
      ' ',
      8,
    ]);
  });

  test('without a change folds everything', () => {
    expect(folded(lineDiff('a\nb\n', 'a\nb\n'))).toEqual([{ sign: '…', count: 2 }]);
  });
});
