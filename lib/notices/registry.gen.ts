// Written by `npm run gen` from the files of this folder.
import { answer as accountApplicationDeauthorized } from './account.application.deauthorized';
import { answer as accountUpdated } from './account.updated';
import { answer as chargeDisputeClosed } from './charge.dispute.closed';
import { answer as chargeDisputeCreated } from './charge.dispute.created';
import { answer as chargeDisputeUpdated } from './charge.dispute.updated';
import { answer as chargeRefunded } from './charge.refunded';
import { answer as checkoutSessionAsync_payment_failed } from './checkout.session.async_payment_failed';
import { answer as checkoutSessionAsync_payment_succeeded } from './checkout.session.async_payment_succeeded';
import { answer as checkoutSessionCompleted } from './checkout.session.completed';
import { answer as checkoutSessionExpired } from './checkout.session.expired';
import { answer as payment_intentSucceeded } from './payment_intent.succeeded';
import { answer as priceCreated } from './price.created';
import { answer as priceDeleted } from './price.deleted';
import { answer as priceUpdated } from './price.updated';
import { answer as productCreated } from './product.created';
import { answer as productDeleted } from './product.deleted';
import { answer as productUpdated } from './product.updated';
import { answer as refundCreated } from './refund.created';
import { answer as refundFailed } from './refund.failed';
import { answer as refundUpdated } from './refund.updated';

export const notices = {
  'account.application.deauthorized': accountApplicationDeauthorized,
  'account.updated': accountUpdated,
  'charge.dispute.closed': chargeDisputeClosed,
  'charge.dispute.created': chargeDisputeCreated,
  'charge.dispute.updated': chargeDisputeUpdated,
  'charge.refunded': chargeRefunded,
  'checkout.session.async_payment_failed': checkoutSessionAsync_payment_failed,
  'checkout.session.async_payment_succeeded': checkoutSessionAsync_payment_succeeded,
  'checkout.session.completed': checkoutSessionCompleted,
  'checkout.session.expired': checkoutSessionExpired,
  'payment_intent.succeeded': payment_intentSucceeded,
  'price.created': priceCreated,
  'price.deleted': priceDeleted,
  'price.updated': priceUpdated,
  'product.created': productCreated,
  'product.deleted': productDeleted,
  'product.updated': productUpdated,
  'refund.created': refundCreated,
  'refund.failed': refundFailed,
  'refund.updated': refundUpdated,
};
