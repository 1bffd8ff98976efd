/** What every control of the builder needs to know: the words of this workspace, and what is wrong or forbidden. */

import { createContext, useContext } from 'react';
import type { Vocabulary } from '../../../api/types';
import type { Option } from '../../../ui/combobox/options';
import type { Refused } from '../rule/convert';

type Builder = {
  vocabulary: Vocabulary;
  fields: Option[];
  refused: Refused | null;
  disabled: boolean;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const found = useContext(BuilderContext);
  if (!found) throw new Error('used outside the builder');
  return found;
}

export const useVocabulary = (): Vocabulary => useBuilder().vocabulary;
