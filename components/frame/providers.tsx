'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { Toaster } from '../ui/toast';
import { PublicEnvProvider } from './public-env';
import { themeKey } from './theme-key';
import { useTheme } from './use-theme';
import { Problem } from '@/lib/errors';

const FRESH_MS = 10_000;
const RETRIES = 2;

/** What the server refused stays refused; only what did not get through is worth another try. */
function isWorthRetrying(failures: number, error: Error) {
  return failures < RETRIES && !(error instanceof Problem && error.status < 500);
}

function createQueryClient() {
  return new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: isWorthRetrying } } });
}

// The theme's script matters only in the server's page. Drawn anew by the browser it would not run, and React says so
// unless the script is marked as mere data.
const themeScript = typeof window === 'undefined' ? {} : { type: 'application/json' };

type ProvidersProps = { env: ComponentProps<typeof PublicEnvProvider>['env']; children: ReactNode };

export function Providers({ env, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <PublicEnvProvider env={env}>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <ThemeProvider
            attribute="class"
            enableColorScheme={false}
            disableTransitionOnChange
            storageKey={themeKey}
            scriptProps={themeScript}
          >
            {children}
            <Toasts />
          </ThemeProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </PublicEnvProvider>
  );
}

function Toasts() {
  const t = useTranslations('common');
  const { theme } = useTheme();
  return <Toaster theme={theme} regionLabel={t('notifications')} closeLabel={t('dismiss')} />;
}
