/** Settling all letters of a reason: in rounds, and never those that came after the ones seen. */

import { afterEach, expect, test, vi } from 'vitest';
import * as client from '../src/api/client';
import { AT_ONCE, settle } from '../src/pages/letters/settling';

afterEach(() => vi.restoreAllMocks());

test('goes on until all that were seen are settled', async () => {
  const post = vi
    .spyOn(client, 'post')
    .mockResolvedValueOnce({ letters: AT_ONCE })
    .mockResolvedValueOnce({ letters: 200 });
  expect(await settle('/x', { how: 'replays', count: 1200, code: 'c', up_to: 9 })).toBe(1200);
  expect(post.mock.calls).toEqual([
    ['/x/replays', { code: 'c', up_to: 9 }],
    ['/x/replays', { code: 'c', up_to: 9 }],
  ]);
});

test('asks once for those that were chosen', async () => {
  const post = vi.spyOn(client, 'post').mockResolvedValue({ letters: 2 });
  expect(await settle('/x', { how: 'discards', count: 2, ids: [1, 2] })).toBe(2);
  expect(post.mock.calls).toEqual([['/x/discards', { ids: [1, 2] }]]);
});
