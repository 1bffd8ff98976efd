/** Paths into a sample: found, read as the server reads them, and proposed for fields by their names. */

import { describe, expect, test } from 'vitest';
import type { ImportField, ImportKind } from '../src/api/types';
import { missingFields, proposed, setEach, setWhen, whenRows } from '../src/pages/webhooks/mapping';
import { find, firstRow, listsIn, pathsIn } from '../src/pages/webhooks/paths';

const CALL = {
  event: 'order.paid',
  order: { id: 77, items: [{ sku: 'a', count: 2 }, { sku: 'b' }], 'odd.name': 1 },
  buyer: { phones: ['139'], tags: [] },
};
const field = (name: string, more: Partial<ImportField> = {}): ImportField => ({
  name,
  label: { 'zh-CN': name, en: name },
  type: 'text',
  required: false,
  aliases: [],
  about: {},
  example: '',
  choices: [],
  ...more,
});
const KIND: ImportKind = {
  name: 'order_lines',
  label: {},
  about: {},
  identified: 'optional',
  open_prefix: null,
  fields: [
    field('order_key', { required: true, aliases: ['order_id'] }),
    field('product_key', { required: true, aliases: ['sku'] }),
    field('quantity', { aliases: ['Count'] }),
  ],
};
const BLANK = { kind: 'webhook' as const, version: 1, imports: 'order_lines', columns: {} };

describe('paths', () => {
  test('lead to what the server finds there', () => {
    expect(find('order.items.1.sku', CALL, CALL)).toBe('b');
    expect(find('$.order.id', CALL.order.items[0], CALL)).toBe(77);
    expect(find('order.items.one', CALL, CALL)).toBeUndefined();
    expect(find('event.more', CALL, CALL)).toBeUndefined();
  });

  test('are listed from the row and from the whole', () => {
    expect(pathsIn(CALL, 'order.items').map(({ path }) => path)).toEqual([
      'sku',
      'count',
      '$.event',
      '$.order.id',
      '$.order.items.0.sku',
      '$.order.items.0.count',
      '$.buyer.phones.0',
    ]);
    expect(pathsIn({ a: { b: null } }, undefined)).toEqual([{ path: 'a.b', sample: 'null' }]);
    expect(pathsIn(undefined, undefined)).toEqual([]);
  });

  test('of lists of rows are told', () => {
    expect(listsIn(CALL)).toEqual(['order.items']);
    expect(firstRow([{ a: 1 }], undefined)).toEqual({ a: 1 });
  });

  test('are proposed by names and aliases, and never taken from what is mapped', () => {
    const mapped = { ...BLANK, columns: { quantity: { value: '1' } } };
    expect(proposed(mapped, KIND, pathsIn(CALL, 'order.items')).columns).toEqual({
      quantity: { value: '1' },
      product_key: { from: 'sku' },
    });
  });
});

describe('documents', () => {
  test('tell which required fields come from nowhere', () => {
    const document = { ...BLANK, columns: { order_key: { from: ' ' }, product_key: { value: 'p' } } };
    expect(missingFields(document, KIND).map(({ name }) => name)).toEqual(['order_key']);
  });

  test('keep conditions as rows and back', () => {
    const document = setWhen(BLANK, [{ path: 'event', values: 'order.paid， order.done,' }]);
    expect(document.when).toEqual({ event: ['order.paid', 'order.done'] });
    expect(whenRows(document)).toEqual([{ path: 'event', values: 'order.paid, order.done' }]);
    expect('when' in setWhen(document, [])).toBe(false);
    expect('each' in setEach(setEach(BLANK, 'a'), '')).toBe(false);
  });
});
