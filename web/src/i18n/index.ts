/** Chinese first, English complete: every catalogue file is one area, its name the first part of its keys. */

import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../api/types';
import type { Language } from '../app/preferences';

const LANGUAGES = { 'zh-CN': () => import('./zh-CN'), en: () => import('./en') };

async function catalogue(language: Language): Promise<Record<string, unknown>> {
  const { default: areas } = await LANGUAGES[language]();
  return Object.fromEntries(Object.entries(areas).map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ''), words]));
}

/** Load a language's words when they are first wanted, then speak it. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    const settings = { fallbackLng: false as const, resources: {}, interpolation: { escapeValue: false } };
    await i18next.use(initReactI18next).init({ lng: language, ...settings }); // React escapes already
  }
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await catalogue(language));
  }
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

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
