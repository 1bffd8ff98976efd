/** The two catalogues say the same things, and everything the pages ask for is said. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Words = { [key: string]: string | Words };

const SOURCES = join(__dirname, '../src');
const FORMS = /_(zero|one|two|few|many|other)$/;

function catalogue(language: string): Words {
  const folder = join(SOURCES, 'i18n', language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Words]),
  );
}

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const chinese = keysOf(catalogue('zh-CN'));
const english = keysOf(catalogue('en'));
const plain = (keys: string[]) => new Set(keys.map((key) => key.replace(FORMS, '')));
const code = sources(SOURCES).join('\n');

describe('catalogues', () => {
  test('have the same keys in both languages', () => {
    expect([...plain(chinese)].sort()).toEqual([...plain(english)].sort());
  });

  test('have no empty text', () => {
    const empty = (words: Words): boolean =>
      Object.values(words).some((value) => (typeof value === 'string' ? value.trim() === '' : empty(value)));
    expect(empty(catalogue('zh-CN'))).toBe(false);
    expect(empty(catalogue('en'))).toBe(false);
  });

  test('fill the same places in both languages', () => {
    const places = (language: string) => {
      const found = new Map<string, string>();
      const walk = (words: Words, prefix: string) => {
        for (const [key, value] of Object.entries(words)) {
          if (typeof value !== 'string') walk(value, `${prefix}${key}.`);
          else
            found.set(
              `${prefix}${key}`,
              [...value.matchAll(/\{\{(\w+)\}\}/g)]
                .map((hit) => hit[1])
                .sort()
                .join(),
            );
        }
      };
      walk(catalogue(language), '');
      return found;
    };
    const there = places('en');
    for (const [key, wanted] of places('zh-CN')) expect([key, there.get(key)]).toEqual([key, wanted]);
  });

  test('hold every key the pages name', () => {
    const known = plain(chinese);
    const named = [...code.matchAll(/\bt\(\s*['"]([\w.]+)['"]/g)].map((hit) => hit[1] ?? '');
    expect(named.length).toBeGreaterThan(150);
    const whole = [...code.matchAll(/\bt\(\s*'([\w.]+)', \{ returnObjects: true \}/g)].map((hit) => hit[1] ?? '');
    expect(whole.filter((key) => !chinese.some((each) => each.startsWith(`${key}.`)))).toEqual([]);
    expect(named.filter((key) => !known.has(key) && !whole.includes(key))).toEqual([]);
  });

  test('hold something under every prefix the pages build keys from', () => {
    const built = [...code.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g)].map((hit) => hit[1] ?? '');
    expect(built.filter((prefix) => !chinese.some((key) => key.startsWith(prefix)))).toEqual([]);
  });
});
