/** Steps move, are found again by the path of a refusal, and what is empty is not kept. */

import { describe, expect, test } from 'vitest';
import { changeOf, dayBefore, pointsOf } from '../src/pages/behaviour/asked';
import { BLANK, moved, put, stepAt, tidy } from '../src/pages/funnels/document';

const STEPS = [{ did: 'a' }, { did: 'b' }, { did: 'c' }];

describe('steps', () => {
  test('change places, and stay at the ends', () => {
    expect(moved(STEPS, 1, -1).map((step) => step.did)).toEqual(['b', 'a', 'c']);
    expect(moved(STEPS, 1, 1).map((step) => step.did)).toEqual(['a', 'c', 'b']);
    expect(moved(STEPS, 0, -1)).toEqual(STEPS);
    expect(moved(STEPS, 2, 1)).toEqual(STEPS);
  });

  test('are put in place of one another', () => {
    expect(put(STEPS, 2, { did: 'd' }).map((step) => step.did)).toEqual(['a', 'b', 'd']);
  });

  test('are found by the path of what is wrong', () => {
    expect(stepAt('steps[1].where.channel')).toBe(1);
    expect(stepAt('within')).toBeNull();
    expect(stepAt(null)).toBeNull();
  });
});

test('a split of nothing is not kept', () => {
  expect(tidy({ ...BLANK, by: {} })).toEqual(BLANK);
  expect(tidy({ ...BLANK, by: { segments: ['vip'] } }).by).toEqual({ segments: ['vip'] });
});

test('the time before ends the day before', () => {
  expect(dayBefore('2017-03-01')).toBe('2017-02-28');
  expect(dayBefore('2017-01-01')).toBe('2016-12-31');
});

test('a change needs something to compare with', () => {
  expect(changeOf(3, 2)).toBe(0.5);
  expect(changeOf(3, 0)).toBeNull();
  expect(pointsOf(0.5, 0)).toBe(0.5);
  expect(pointsOf(0.5, undefined)).toBeNull();
});
