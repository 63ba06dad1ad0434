import { expect, test } from 'vitest';
import { lookAgainIn } from './order-watch';
import type { OrderStatus } from '@/lib/schemas/shop';

const minutes = (many: number) => many * 60_000;

test.each<OrderStatus>(['open', 'processing', 'refunding'])(
  'while an order is %s its buyer waits: it is looked at every two seconds, for five minutes',
  (status) => {
    expect(lookAgainIn({ status }, 0)).toBe(2000);
    expect(lookAgainIn({ status }, minutes(5) - 1)).toBe(2000);
    expect(lookAgainIn({ status }, minutes(5))).toBe(20_000);
  },
);

test.each<OrderStatus>(['paid', 'refunded', 'expired', 'cancelled', 'failed'])(
  'an order that is %s is looked at every twenty seconds',
  (status) => {
    expect(lookAgainIn({ status }, 0)).toBe(20_000);
  },
);
