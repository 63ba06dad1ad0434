import { planDoor } from '@/lib/doors/row';
import { productInput } from '@/lib/schemas/product';

export const POST = planDoor('product', productInput);
