import { adminDoor, noInput } from '@/lib/doors/admin';
import { gone, ok } from '@/lib/doors/answers';
import { Problem } from '@/lib/errors';
import { catalogueRuleInput } from '@/lib/schemas/catalogue-rule';

export const PATCH = adminDoor(
  catalogueRuleInput,
  async ({ db, id, body }) => {
    const { data } = await db
      .from('catalogue_rules')
      .update(body)
      .eq('id', id)
      .select('id, leaves_out, type, days')
      .throwOnError();
    const [rule] = data;
    if (rule === undefined) throw new Problem('not_found');
    return ok(rule);
  },
  { starts: 'nothing' },
);

export const DELETE = adminDoor(
  noInput,
  async ({ db, id }) => {
    const { data } = await db.from('catalogue_rules').delete().eq('id', id).select('id').throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return gone();
  },
  { starts: 'nothing' },
);
