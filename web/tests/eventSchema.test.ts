/** What is agreed of a type of event, beside what was seen. */

import { describe, expect, test } from 'vitest';
import type { EventTypeDetail, RecentEvent } from '../src/api/types';
import { agree, rowsOf, sameAgreement } from '../src/pages/events/schema';
import { joined } from '../src/pages/events/useStream';

const TYPE = {
  schema: [{ name: 'stars', seen: 4, types: { text: 1, number: 3 } }],
  learnt: { stars: 'number' },
} as unknown as EventTypeDetail;

describe('a schema', () => {
  test('shows what was seen and what is only agreed', () => {
    expect(rowsOf(TYPE, { more: 'any' })).toEqual([
      {
        name: 'stars',
        seen: 4,
        types: [
          { name: 'number', share: 0.75 },
          { name: 'text', share: 0.25 },
        ],
        learnt: 'number',
        agreed: null,
      },
      { name: 'more', seen: 0, types: [], learnt: null, agreed: 'any' },
    ]);
  });

  test('is changed property by property', () => {
    expect(agree({ a: 'text' }, 'b', 'number')).toEqual({ a: 'text', b: 'number' });
    expect(agree({ a: 'text' }, 'a', null)).toEqual({});
  });

  test('is the same in any order, and nothing agreed is not an empty agreement', () => {
    expect(sameAgreement({ a: 'text', b: 'any' }, { b: 'any', a: 'text' })).toBe(true);
    expect(sameAgreement(null, {})).toBe(false);
    expect(sameAgreement(null, null)).toBe(true);
  });
});

describe('the stream', () => {
  const event = (key: string) => ({ key }) as RecentEvent;
  const many = Array.from({ length: 100 }, (_, at) => event(`n${at}`));
  const before = { events: [event('a')], isAsked: true, isCut: false, error: new Error('x') };

  test('puts the newest first and forgets an error', () => {
    expect(joined(before, { items: [event('b')], load: 2 })).toEqual({
      events: [event('b'), event('a')],
      isAsked: true,
      isCut: false,
      error: null,
    });
  });

  test('says when more came than one answer holds, but not of the first answer', () => {
    expect(joined(before, { items: many, load: 2 }).isCut).toBe(true);
    expect(joined({ ...before, isAsked: false }, { items: many, load: 2 }).isCut).toBe(false);
  });

  test('holds at most five hundred', () => {
    const full = { ...before, events: Array.from({ length: 500 }, (_, at) => event(`o${at}`)) };
    expect(joined(full, { items: many, load: 3 }).events).toHaveLength(500);
  });
});
