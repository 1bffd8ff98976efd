/** Chinese first, English complete: every catalogue file is one area, its name the first part of its keys. */

import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../api/types';
import { type Language, preferences } from '../app/preferences';

type Catalogue = Record<string, Record<string, unknown>>;

const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json', { eager: true });

export function catalogue(language: Language): Catalogue {
  const found: Catalogue = {};
  for (const [path, file] of Object.entries(files)) {
    const [, folder, area] = path.match(/^\.\/([^/]+)\/([^/]+)\.json$/) ?? [];
    if (folder === language && area) found[area] = file.default;
  }
  return found;
}

void i18next.use(initReactI18next).init({
  lng: preferences().language,
  fallbackLng: false,
  resources: { 'zh-CN': { translation: catalogue('zh-CN') }, en: { translation: catalogue('en') } },
  interpolation: { escapeValue: false }, // React escapes already
});

/** Returns a function that reads a bilingual text of the API in the language of the page. */
export function useText(): (text: Text | string | null | undefined) => string {
  const language = useLanguage();
  return useCallback(
    (text) => (text == null ? '' : typeof text === 'string' ? text : text[language] || text['zh-CN'] || text.en),
    [language],
  );
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

export { i18next, useTranslation };
