import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { catalogueRule, type CatalogueRule, type CatalogueRuleInput } from '../schemas/catalogue-rule';
import { send } from '../send';

/** What the list of Stripe's catalogue leaves out, oldest rule first. */
export function catalogueRules(db: Db) {
  return queryOptions({
    queryKey: ['catalogueRule', 'list'],
    queryFn: async () => {
      const { data, error } = await db
        .from('catalogue_rules')
        .select('id, leaves_out, type, days')
        .order('created_at')
        .order('id');
      if (error) throw problemOf(error);
      return z.array(catalogueRule).parse(data);
    },
  });
}

/** How many of the logged products the rules leave out. */
export function leftOutCount(db: Db, isLive: boolean) {
  return queryOptions({
    queryKey: ['catalogueRule', 'count', isLive],
    queryFn: async () => {
      const { count, error } = await db
        .from('stripe_products_by_rules')
        .select('id', { count: 'exact', head: true })
        .eq('is_live', isLive)
        .eq('is_left_out', true);
      if (error) throw problemOf(error);
      return count ?? 0;
    },
  });
}

/** Saves a new rule, or a change of one. Refused as `taken` when another one says the same. */
export function saveCatalogueRule(id: string | null, input: CatalogueRuleInput): Promise<CatalogueRule> {
  return id === null
    ? send('POST', '/api/catalogue-rules', { body: input, answer: catalogueRule })
    : send('PATCH', `/api/catalogue-rules/${id}`, { body: input, answer: catalogueRule });
}

const nothing = z.undefined().transform(() => undefined);

/** Removes a rule. */
export function deleteCatalogueRule(id: string): Promise<void> {
  return send('DELETE', `/api/catalogue-rules/${id}`, { answer: nothing });
}
