/** How fields are written into texts, and contents put into a template and taken out. */

import { expect, test } from 'vitest';
import { blankContent, cardOf, withContent, written } from '../src/pages/templates/document';

test('a field somebody may lack is written with room for a fallback', () => {
  expect(written('name', false)).toBe("{{ name | default: '' }}");
  expect(written('feature.orders_total', true)).toBe('{{ feature.orders_total }}');
});

test('a name that is no word is written in brackets', () => {
  expect(written('attribute.skin type', true)).toBe("{{ attribute['skin type'] }}");
  expect(written('attribute.城市', true)).toBe('{{ attribute.城市 }}');
  expect(written('tag.price-sensitivity', true)).toBe('{{ tag.price-sensitivity }}');
});

test('a channel keeps its place when it is changed and goes when it is dropped', () => {
  const contents = { sms: blankContent('sms'), email: blankContent('email') };
  const changed = withContent(contents, 'sms', { ...blankContent('sms'), text: 'x' });
  expect(Object.keys(changed)).toEqual(['sms', 'email']);
  expect(Object.keys(withContent(changed, 'sms', undefined))).toEqual(['email']);
});

test('a card that becomes another keeps its title and picture', () => {
  const card = cardOf('mini_program', { type: 'link', title: 't', url: 'u', description: 'd', picture: 'p' });
  expect(card).toEqual({ type: 'mini_program', title: 't', appid: '', page: '', picture: 'p' });
});
