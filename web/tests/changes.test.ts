/** What an audit entry's change is told as. */

import { expect, test } from 'vitest';
import { toldBy } from '../src/pages/audit/changes';
import { attributeOf, zoned } from '../src/pages/imports/mapping';
import { toldOf } from '../src/pages/members/Particulars';

test('a setting is told as before and after', () => {
  expect(toldBy({ name: ['Old', 'New'] })).toEqual([{ field: 'name', before: 'Old', value: 'New' }]);
});

test('of two states only the differing fields are told', () => {
  const before = { role: 'viewer', deactivated: false };
  const told = toldBy({ before, after: { ...before, role: 'owner' } });
  expect(told).toEqual([{ field: 'role', before: 'viewer', value: 'owner' }]);
});

test('plain facts have no before', () => {
  expect(toldBy({ rows: 3 })).toEqual([{ field: 'rows', value: 3 }]);
});

test('the two people of a decision are a list, not a before and after', () => {
  expect(toldBy({ members: [7, 9] })).toEqual([{ field: 'who', value: [7, 9] }]);
});

test('of an event neither its made-up key nor its properties are told as one', () => {
  const detail = { key: 'a1@20260101', product_key: 'T1', properties: { product_id: 'T1', stars: 5 } };
  expect(toldOf('event', detail)).toEqual({ product_key: 'T1', stars: 5 });
  expect(toldOf('refund', { key: 'r1', line_key: 'o1|T1', quantity: 1 })).toEqual({ key: 'r1', quantity: 1 });
});

test('an own column is called by its name alone', () => {
  expect(attributeOf('attribute.性别')).toBe('性别');
  expect(attributeOf('gender')).toBeNull();
});

test('a proposal without a zone gets the zone of the brand, and keeps its own', () => {
  const mapping = { kind: 'mapping', version: 1, imports: 'orders', columns: {}, identifiers: [] } as const;
  expect(zoned({ ...mapping, identifiers: [] }, 'Asia/Shanghai')?.zone).toBe('Asia/Shanghai');
  expect(zoned({ ...mapping, identifiers: [], zone: 'UTC' }, 'Asia/Shanghai')?.zone).toBe('UTC');
  expect(zoned(undefined, 'UTC')).toBeNull();
});
