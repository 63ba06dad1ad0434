import { created } from '@/lib/doors/answers';
import { shopDoor, startCheckout } from '@/lib/doors/shop';
import { checkoutInput } from '@/lib/schemas/order';

export const POST = shopDoor(checkoutInput, async ({ body }) => created(await startCheckout(body)));
