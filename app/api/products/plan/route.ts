import { newPlanDoor } from '@/lib/doors/row';
import { productInput } from '@/lib/schemas/product';

export const POST = newPlanDoor('product', productInput);
