/** What jsdom lacks and the console asks for; the words of both languages are spoken from the files themselves. */

import { beforeAll } from 'vitest';
import { speak } from '../src/i18n';

Object.defineProperty(window, 'matchMedia', {
  value: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
});

beforeAll(async () => {
  await speak('zh-CN');
});
