import type { SupabaseClient } from '@supabase/supabase-js';

type Row = Record<string, unknown>;

/** The schema as supabase-js is told of it: any table, any function, and nothing known of what comes back. */
type Schema = {
  public: {
    Tables: Record<string, { Row: Row; Insert: Row; Update: Row; Relationships: [] }>;
    Views: Record<string, { Row: Row; Relationships: [] }>;
    Functions: Record<string, { Args: Row; Returns: unknown }>;
  };
};

/** A client of the database, whoever's rights it carries. Rows are parsed by their schema where they are read. */
export type Db = SupabaseClient<Schema>;
