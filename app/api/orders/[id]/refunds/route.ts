import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { readOrder } from '@/lib/queries/order';
import { refundInput } from '@/lib/schemas/order';

export const maxDuration = 300;

export const POST = adminDoor(refundInput, async ({ db, id, body }) => {
  const lines = body.lines === null ? null : JSON.stringify(body.lines);
  await db.rpc('order_refund', { order_id: id, lines, puts_back: body.puts_back }).throwOnError();
  return created(await readOrder(db, id));
});
