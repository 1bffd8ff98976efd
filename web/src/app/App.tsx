/** The composition root: language, theme, query cache, router. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { ApiProblem } from '../api/problem';
import { speak } from '../i18n';
import { Toasts } from '../ui/toasts';
import { usePreferences, useShade } from './preferences';
import { Addresses } from './routes';
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
    void speak(language);
  }, [language]);

  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? english : chinese} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Addresses />
        </BrowserRouter>
      </QueryClientProvider>
      <Toasts />
    </ConfigProvider>
  );
}
