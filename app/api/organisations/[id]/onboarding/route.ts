import { accountDoor } from '@/lib/doors/account';
import { ok } from '@/lib/doors/answers';
import { onboardingRequest } from '@/lib/schemas/organisation';

export const POST = accountDoor(onboardingRequest, async ({ id, body, accounts }) =>
  ok({ url: await accounts.onboard(id, body.country) }),
);
