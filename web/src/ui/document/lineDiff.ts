/** The lines that were added and removed between two texts, by their longest common subsequence. */

export type Sign = '+' | '-' | ' ';
export type Line = { sign: Sign; text: string };
/** Lines that stayed the same and are not shown. */
export type Fold = { sign: '…'; count: number };

export function lineDiff(before: string, after: string): Line[] {
  const old = linesOf(before);
  const now = linesOf(after);
  // What both begin and end with needs no table; most versions differ in a few lines only.
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...signed(' ', old.slice(0, head)),
    ...walk(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...signed(' ', old.slice(old.length - tail)),
  ];
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const signed = (sign: Sign, lines: string[]): Line[] => lines.map((text) => ({ sign, text }));

/** Follow the table of common lengths; where both ways are as good, what was removed stands first. */
function walk(old: string[], now: string[]): Line[] {
  const common = commonLengths(old, now);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push({ sign: ' ', text: old[i] as string });
      i++;
      j++;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      lines.push({ sign: '-', text: old[i] as string });
      i++;
    } else {
      lines.push({ sign: '+', text: now[j] as string });
      j++;
    }
  }
  return [...lines, ...signed('-', old.slice(i)), ...signed('+', now.slice(j))];
}

/** For every pair of places how many lines their rests have in common, in order. */
function commonLengths(old: string[], now: string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [table[i] as Uint32Array, table[i + 1] as Uint32Array];
    for (let j = now.length - 1; j >= 0; j--) {
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** Leave out what is further from a change than `around` lines. */
export function folded(lines: Line[], around = 3): (Line | Fold)[] {
  const near = lines.map((_line, at) => lines.slice(Math.max(0, at - around), at + around + 1).some(isChange));
  const shown: (Line | Fold)[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near[at]) shown.push(line);
    else if (last?.sign === '…') last.count++;
    else shown.push({ sign: '…', count: 1 });
  });
  return shown;
}

const isChange = (line: Line): boolean => line.sign !== ' ';

export function counted(lines: Line[]): { added: number; removed: number } {
  const count = (sign: Sign) => lines.filter((line) => line.sign === sign).length;
  return { added: count('+'), removed: count('-') };
}
