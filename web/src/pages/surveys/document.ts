/** Pure changes to the document of a survey. */

import type { Question, QuestionType, SurveyDocument, Words } from '../../api/types';

export const TYPES: QuestionType[] = ['text', 'single', 'multiple', 'number', 'date', 'rating', 'phone'];
/** Their answers are sealed with the member's own key. */
export const PERSONAL: QuestionType[] = ['text', 'phone', 'date'];
export const MOST_QUESTIONS = 50;

export function blankSurvey(): SurveyDocument {
  return { kind: 'survey', version: 1, title: {}, consent: { text: {}, version: '1' }, questions: [blankQuestion([])] };
}

/** A question whose name no other one has. */
export function blankQuestion(others: Question[]): Question {
  let number = others.length + 1;
  while (others.some((each) => each.name === `q${number}`)) number += 1;
  return { name: `q${number}`, type: 'text', label: {} };
}

export const chooses = (type: QuestionType): boolean => type === 'single' || type === 'multiple';

/** Another type: what the new one does not know is dropped, what it needs is begun. */
export function retyped(question: Question, type: QuestionType): Question {
  const { choices, most, least, long, ...rest } = question;
  const kept: Question = { ...rest, type };
  if (chooses(type)) return { ...kept, choices: choices?.length ? choices : [{ value: '1' }, { value: '2' }] };
  if (type === 'rating') return { ...kept, most: 5 };
  if (type === 'text' && long) return { ...kept, long };
  return kept;
}

export function replaced<T>(list: T[], at: number, item: T): T[] {
  return list.map((each, index) => (index === at ? item : each));
}

export function moved<T>(list: T[], at: number, step: 1 | -1): T[] {
  const to = at + step;
  const one = list[at];
  const other = list[to];
  if (one === undefined || other === undefined) return list;
  return list.map((each, index) => (index === at ? other : index === to ? one : each));
}

/** Set words of one language; none are left away. */
export function said(words: Words | undefined, language: keyof Words, text: string): Words {
  const { [language]: _before, ...others } = words ?? {};
  return text ? { ...others, [language]: text } : others;
}

/** A part that says something, or nothing at all. */
export function spoken(words: Words): Words | undefined {
  return Object.keys(words).length > 0 ? words : undefined;
}
