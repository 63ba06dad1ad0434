import { planDoor } from '@/lib/doors/row';
import { spaceInput } from '@/lib/schemas/space';

export const POST = planDoor('space', spaceInput);
