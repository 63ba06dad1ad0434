import { stripeDoor } from '@/lib/doors/stripe';

export const maxDuration = 60;

export const POST = stripeDoor;
