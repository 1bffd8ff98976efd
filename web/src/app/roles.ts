/** The roles there are, the strongest first. */

import type { Role } from '../api/types';

export const ROLES: Role[] = ['owner', 'operator', 'analyst'];
