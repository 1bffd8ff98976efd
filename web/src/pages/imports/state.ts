/** What the states of imports mean. */

import type { Import, ImportState } from '../../api/types';

export const STATES: ImportState[] = ['queued', 'running', 'done', 'failed', 'stopped'];

export const isUnderway = (one: Import): boolean => one.state === 'queued' || one.state === 'running';
