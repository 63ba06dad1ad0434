import type { SupabaseClient } from '@supabase/supabase-js';

/** A client of the database, whoever's rights it carries. Rows are parsed by their schema where they are read. */
export type Db = SupabaseClient;
