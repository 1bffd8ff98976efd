/** Rates of hits as they are told. */

import { formatRate } from '../../ui/format';

export const percent = (rate: number | undefined) => formatRate(rate ?? null);
