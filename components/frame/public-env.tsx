'use client';

import { createContext, use, type ReactNode } from 'react';
import { browserDb } from '@/lib/db/browser';

/** What a browser may know of the environment. The server reads it at run time, so one build serves every project. */
type PublicEnv = {
  appUrl: string;
  supabaseUrl: string;
  supabaseKey: string;
  stripe: { dashboardUrl: string; mode: 'test' | 'live' };
};

const Context = createContext<PublicEnv | null>(null);

export function PublicEnvProvider({ env, children }: { env: PublicEnv; children: ReactNode }) {
  return <Context value={env}>{children}</Context>;
}

export function usePublicEnv() {
  const env = use(Context);
  if (env === null) throw new Error('usePublicEnv needs a PublicEnvProvider above it.');
  return env;
}

/** The browser's client, with the rights of whoever is signed in. */
export function useDb() {
  const { supabaseUrl, supabaseKey } = usePublicEnv();
  return browserDb({ url: supabaseUrl, key: supabaseKey });
}
