import { announce } from './announce';
import type { Act } from './endpoint';
import { newId } from './ids';
import type { CartRecord, ChargeObject, FeeObject } from './objects';
import { platform } from './store';

/** Takes the platform's part of a direct charge; the fee lives in the platform's own account. */
export function collectFee(act: Act, charge: ChargeObject, { application_fee_amount: amount }: CartRecord) {
  if (amount === null || amount === 0) return null;
  const fee: FeeObject = {
    id: newId('fee'),
    object: 'application_fee',
    account: act.space.account,
    amount,
    amount_refunded: 0,
    application: 'ca_tandem',
    balance_transaction: null,
    charge: charge.id,
    created: act.core.clock.seconds(),
    currency: charge.currency,
    fee_source: { type: 'charge', charge: charge.id },
    livemode: charge.livemode,
    originating_transaction: null,
    refunded: false,
  };
  const own = onPlatform(act);
  announce(own, 'application_fee.created', own.space.tables.application_fee.put(fee));
  return fee.id;
}

/** Gives back as much of the fee as of the charge: https://docs.stripe.com/connect/direct-charges#issue-refunds */
export function returnFee(act: Act, charge: ChargeObject, refunded: number) {
  const own = onPlatform(act);
  const fee =
    charge.application_fee === null
      ? undefined
      : own.space.tables.application_fee.get(charge.application_fee);
  if (!fee) return;
  const part = Math.min(
    Math.round((fee.amount * refunded) / charge.amount),
    fee.amount - fee.amount_refunded,
  );
  const amount_refunded = fee.amount_refunded + part;
  const after = own.space.tables.application_fee.put({
    ...fee,
    amount_refunded,
    refunded: amount_refunded === fee.amount,
  });
  announce(own, 'application_fee.refunded', after, fee);
}

function onPlatform(act: Act): Act {
  return { ...act, space: act.core.store.space(act.space.livemode, platform) };
}
