import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { catalogueRuleInput } from '@/lib/schemas/catalogue-rule';

export const POST = adminDoor(
  catalogueRuleInput,
  async ({ db, body }) => {
    const { data } = await db
      .from('catalogue_rules')
      .insert(body)
      .select('id, leaves_out, type, days')
      .single()
      .throwOnError();
    return created(data);
  },
  { starts: 'nothing' },
);
