/** What is to be done with which letters: those chosen, or all of a reason that were seen. */

import { post } from '../../api/client';
import type { Text } from '../../api/types';

export type Settling = {
  how: 'replays' | 'discards';
  count: number;
  ids?: number[];
  code?: string;
  up_to?: number;
  message?: Text;
  /** Called when it is done. */
  done?: () => void;
};

/** The server settles so many at once. */
export const AT_ONCE = 1000;

/** Settle them all and return how many; letters that came after the newest one seen are left alone. */
export async function settle(path: string, { how, count, ids, code, up_to }: Settling): Promise<number> {
  const which = ids ? { ids } : { code, up_to };
  let settled = 0;
  for (let round = 0; round < Math.ceil(count / AT_ONCE); round++) {
    const told = await post<{ letters: number }>(`${path}/${how}`, which);
    settled += told.letters;
    if (told.letters < AT_ONCE) break;
  }
  return settled;
}
