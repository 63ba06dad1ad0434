import type { Sql } from 'postgres';

/** An order in which everything has happened that a page can show, written by hand; twice is once. */
export async function addFullOrder(sql: Sql, id: string) {
  await sql.begin(async (as) => {
    const made = await as`
      insert into orders (order_id, status, account, is_live, currency, total_minor, fee_minor, email, key_hash,
        stripe_session_id, stripe_payment_intent_id, dispute_status, paid_at)
      values (${id}, 'paid', 'platform', false, 'eur', 16000, 800, 'somebody.with.a.long.address@buyer.example.com', 'hash',
        ${`cs_${id}`}, ${`pi_${id}`}, 'needs_response', now()) on conflict do nothing returning order_id`;
    if (made.length === 0) return;
    const [seat] = await as<{ item_id: string }[]>`
      insert into order_items (order_id, position, kind, row_id, tariff, event_id, name, title, quantity, unit_amount_minor,
        refunded, returned)
      select ${id}, 0, 'ticket', sold.id, sold.id::text, event_id, sold.name, held.title, 3, 4000, 2, 1
      from event_tickets sold join events held using (event_id) order by sold.id limit 1 returning item_id`;
    await as`
      insert into order_items (order_id, position, kind, row_id, tariff, name, quantity, unit_amount_minor)
      values (${id}, 1, 'space', gen_random_uuid(), 'half_day', 'A space that has been removed meanwhile', 1, 4000)`;
    await as`
      insert into ticket_codes (code, order_id, item_id, ticket_id, event_id, place, is_void, checked_in_at)
      select 'FULL-CODE-00' || place || place, ${id}, ${seat?.item_id ?? ''}, gen_random_uuid(), gen_random_uuid(), place,
        place = 3, case when place = 1 then now() end
      from generate_series(1, 3) place`;
    await as`
      insert into payments (stripe_payment_intent_id, order_id, stripe_session_id, amount_minor, is_confirmed)
      values (${`pi_${id}`}, ${id}, ${`cs_${id}`}, 16000, true), (${`pi_2_${id}`}, ${id}, ${`cs_2_${id}`}, 16000, false)`;
    await as`
      insert into refunds (order_id, stripe_payment_intent_id, amount_minor, reason, status, stripe_refund_id, error,
        next_attempt_at, settled_at)
      values (${id}, ${`pi_${id}`}, 4000, 'asked', 'succeeded', 're_full_1', null, null, now()),
        (${id}, ${`pi_${id}`}, 4000, 'asked', 'failed', 're_full_2', '{"code": "lost_or_stolen_card", "detail": ""}', null, now()),
        (${id}, ${`pi_2_${id}`}, 16000, 'paid_twice', 'pending', 're_full_3', null, null, null)`;
    for (const [what, details] of [
      ['opened', {}],
      ['paid', { amount_minor: 16_000 }],
      ['cannot_be_honoured', { amount_minor: 16_000, why: 'paid_twice' }],
      ['refund_asked', { amount_minor: 4000 }],
      ['refund_failed', { amount_minor: 4000 }],
      ['dispute', { status: 'needs_response' }],
    ] as const)
      await as`insert into order_history (order_id, what, details) values (${id}, ${what}, ${as.json(details)})`;
  });
}
