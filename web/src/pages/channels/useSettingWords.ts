/** A value of a setting as it is read: a choice by its name. */

import type { SettingField } from '../../api/types';
import { useText, useTranslation } from '../../i18n';

export function useSettingWords(): (field: SettingField, value: unknown) => string {
  const { t } = useTranslation();
  const text = useText();
  return (field, value) => {
    if (value === null || value === undefined || value === '') return '–';
    if (field.type === 'boolean') return t(String(value) === 'true' ? 'platforms.yes' : 'platforms.no');
    const choice = field.choices?.find((each) => each.value === value);
    if (choice) return text(choice.label);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
}
