import { newPlanDoor } from '@/lib/doors/row';
import { spaceInput } from '@/lib/schemas/space';

export const POST = newPlanDoor('space', spaceInput);
