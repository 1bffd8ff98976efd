/** What every control of the builder needs to know: the words of this workspace. */

import { createContext, useContext } from 'react';
import type { Vocabulary } from '../../../api/types';

export const BuilderContext = createContext<{ vocabulary: Vocabulary } | null>(null);

export function useVocabulary(): Vocabulary {
  const found = useContext(BuilderContext);
  if (!found) throw new Error('used outside the builder');
  return found.vocabulary;
}
