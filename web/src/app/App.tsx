/** The composition root: language, theme, query cache, router. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { ApiProblem } from '../api/problem';
import { speak } from '../i18n';
import { Tips } from '../ui/Tips';
import { Toasts } from '../ui/toasts';
import { usePreferences, useShade } from './preferences';
import { Addresses } from './routes';
import { paletteOf, publish } from './theme';

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

  useLayoutEffect(() => publish(shade, palette), [shade, palette]);
  useEffect(() => {
    document.documentElement.lang = language;
    void speak(language);
  }, [language]);

  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Addresses />
      </BrowserRouter>
      <Toasts />
      <Tips />
    </QueryClientProvider>
  );
}
