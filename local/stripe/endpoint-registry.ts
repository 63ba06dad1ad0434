import { accounts } from './accounts';
import { events } from './events';
import { prices } from './prices';
import { products } from './products';
import { webhookEndpoints } from './webhook-endpoints';

/** Every endpoint of the API. Fixed paths stand before open ones. */
export const endpoints = [...products, ...prices, ...accounts, ...events, ...webhookEndpoints];
