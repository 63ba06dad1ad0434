import { adminDoor, noInput } from '@/lib/doors/admin';
import { gone } from '@/lib/doors/answers';
import { Problem } from '@/lib/errors';

export const DELETE = adminDoor(
  noInput,
  async ({ db, id, params }) => {
    const { data } = await db
      .from('organisation_members')
      .delete()
      .eq('organisation_id', id)
      .eq('user_id', params.person ?? '')
      .select('user_id')
      .throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return gone();
  },
  { starts: 'nothing' },
);
