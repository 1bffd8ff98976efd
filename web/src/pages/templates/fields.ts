/** The fields of members that texts on this page can use. */

import { createContext, useContext } from 'react';
import type { TemplateField } from '../../api/types';

export const FieldsContext = createContext<TemplateField[]>([]);
export const useFields = () => useContext(FieldsContext);
