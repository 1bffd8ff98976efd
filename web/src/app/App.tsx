/** The composition root: language, theme, query cache, router. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from '../api/problem';
import { i18next } from '../i18n';
import { usePreferences, useShade } from './preferences';
import { router } from './routes';
import { antdTheme, paletteOf, publish } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof ApiProblem && error.status === 0,
    },
  },
});

export function App() {
  const { language, trend } = usePreferences();
  const shade = useShade();
  const palette = useMemo(() => paletteOf(shade, trend), [shade, trend]);
  const theme = useMemo(() => antdTheme(shade, palette), [shade, palette]);

  useLayoutEffect(() => publish(shade, palette), [shade, palette]);
  useEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
    void i18next.changeLanguage(language);
  }, [language]);

  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? english : chinese} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
