/** Numbers as people read them. */

import { afterEach, describe, expect, test } from 'vitest';
import { speak } from '../src/i18n';
import { csvCell, toCsv } from '../src/ui/csv';
import {
  formatBytes,
  formatDay,
  formatInstant,
  formatMoney,
  formatNumber,
  formatRate,
  formatSeconds,
  formatUnit,
} from '../src/ui/format';

afterEach(() => speak('zh-CN'));

describe('figures', () => {
  test('have thousands separators', () => expect(formatNumber(1469307)).toBe('1,469,307'));
  test('say nothing for nothing', () => {
    for (const text of [formatNumber(null), formatMoney(undefined, 'USD'), formatRate(null), formatDay(null)])
      expect(text).toBe('–');
  });
  test('show money from minor units of any currency', () => {
    expect(formatMoney(459603958, 'USD')).toBe('$4,596,039.58');
    expect(formatMoney(459603958, 'USD', true)).toBe('$4,596,040');
    expect(formatMoney(-150, 'CNY')).toBe('-¥1.50');
    expect(formatMoney(1500, 'JPY')).toContain('1,500');
  });
  test('show rates to one decimal', () => expect(formatRate(0.4037)).toBe('40.4%'));
  test('show units of features', () => {
    expect(formatUnit(12.5, 'days', 'USD')).toBe('12.5 天');
    expect(formatUnit('evening', 'text', 'USD')).toBe('晚上');
    expect(formatUnit('SOFT DRINKS', 'text', 'USD')).toBe('SOFT DRINKS');
    expect(formatUnit(0.25, 'rate', 'USD')).toBe('25.0%');
  });
  test('show sizes and lengths of time', async () => {
    expect(formatBytes(1_500_000)).toBe('1.5 MB');
    expect(formatSeconds(75)).toBe('1 分 15 秒');
    await speak('en');
    expect(formatSeconds(5)).toBe('5 s');
  });
});

describe('time', () => {
  test('is that of the brand', () =>
    expect(formatInstant('2018-01-01T04:59:59Z', 'America/New_York')).toBe('2017-12-31 23:59'));
  test('leaves a calendar day alone', () => expect(formatDay('2017-12-31')).toBe('2017-12-31'));
});

describe('CSV', () => {
  test('never lets a spreadsheet run what it holds', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\tx']) expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    expect(csvCell(-1)).toBe('-1');
  });
  test('quotes what needs it', () =>
    expect(toCsv(['a', 'b'], [['x,y', 'say "hi"']])).toBe('a,b\r\n"x,y","say ""hi"""'));
});
