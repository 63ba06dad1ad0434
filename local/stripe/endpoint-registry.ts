import { accountLinks } from './account-links';
import { accounts } from './accounts';
import { charges } from './charges';
import { checkoutSessions } from './checkout-sessions';
import { disputes } from './disputes';
import { events } from './events';
import { paymentIntents } from './payment-intents';
import { prices } from './prices';
import { products } from './products';
import { refunds } from './refunds';
import { webhookEndpoints } from './webhook-endpoints';

/** Every endpoint of the API. */
export const endpoints = [
  ...products,
  ...prices,
  ...accounts,
  ...accountLinks,
  ...checkoutSessions,
  ...paymentIntents,
  ...charges,
  ...refunds,
  ...disputes,
  ...events,
  ...webhookEndpoints,
];
