/** What is typed as YAML reaches a form only when the form can draw it. */

import { describe, expect, test } from 'vitest';
import { BLANK as FUNNEL } from '../src/pages/funnels/document';
import { BLANK, readTyped } from '../src/pages/segments/blank';
import { blankSurvey } from '../src/pages/surveys/document';
import { misfit } from '../src/ui/document/shape';

describe('a document', () => {
  test('has the lists and maps of another', () => {
    expect(misfit(FUNNEL, FUNNEL)).toBeNull();
    expect(misfit({ ...FUNNEL, steps: [{}], within: 3, more: null }, FUNNEL)).toBeNull();
  });

  test('is told where it has not', () => {
    expect(misfit({ ...FUNNEL, steps: 5 }, FUNNEL)).toBe('steps');
    expect(misfit({ ...FUNNEL, steps: [{}, null] }, FUNNEL)).toBe('steps[1]');
    expect(misfit({ kind: 'funnel' }, FUNNEL)).toBe('label');
    expect(misfit({ ...blankSurvey(), questions: [{ name: 'q1' }] }, blankSurvey())).toBe('questions[0].label');
    expect(misfit([], FUNNEL)).toBe('');
  });
});

describe('a segment that was typed', () => {
  const before = { ...BLANK, name: 'vip' };
  const rule = { all: [{ did: 'ordered' }] };

  test('may be a rule alone', () => {
    expect(readTyped(rule, before)).toEqual({ ...before, rule });
  });

  test('is otherwise taken as it is', () => {
    expect(readTyped({ ...before, rule }, BLANK)).toEqual({ ...before, rule });
    expect(readTyped({ kind: 'segment', name: 'x' }, before)).toEqual({ ...BLANK, name: 'x', rule: {} });
  });
});
