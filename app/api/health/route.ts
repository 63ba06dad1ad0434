import { healthDoor } from '@/lib/doors/health';

export const GET = healthDoor;
