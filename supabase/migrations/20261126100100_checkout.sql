-- From a cart to a paid order. Units are held before anything is asked of Stripe, and each step is one transaction.

-- Opens an order and holds its units, or says why not and for which item. `asked` is JSON in a text: the order's own values
-- and `items`, each as shop_offer answered it, with `quantity`, `unit_amount_minor` and `stripe_price_id`. What an item cost
-- then is compared with its row once more (S11). Answers `{order_id, number, now, hold_until}` or `{refused, items}`.
create function public.order_open(asked text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  given constant jsonb := asked::jsonb;
  id constant uuid := (given ->> 'order_id')::uuid;
  cart jsonb;
  faults jsonb;
  opened public.orders;
begin
  -- Asked for once more, because the answer was lost.
  select * into opened from public.orders where orders.order_id = id;
  if found then
    return private.opened(opened);
  end if;

  select jsonb_agg(to_jsonb(offered) || jsonb_build_object('place', place - 1, 'quantity', item -> 'quantity',
      'unit_amount_minor', item -> 'unit_amount_minor', 'stripe_price_id', item -> 'stripe_price_id',
      'refusal', coalesce(offered.refusal, case
        when offered.price <> (item ->> 'price')::numeric or offered.currency <> given ->> 'currency' then 'price_changed'
        when offered.account <> given ->> 'account' then 'mixed_sellers' end)) order by place)
  into cart
  from jsonb_array_elements(given -> 'items') with ordinality listed (item, place),
    private.sellable(item ->> 'kind', (item ->> 'id')::uuid, item ->> 'tariff') offered;

  select jsonb_agg(jsonb_build_object('place', item -> 'place', 'code', item -> 'refusal', 'price', item ->> 'price',
    'currency', item -> 'currency') order by item -> 'place') into faults
  from jsonb_array_elements(cart) item where item ->> 'refusal' is not null;
  if faults is not null then
    return jsonb_build_object('refused', case
      when faults @> '[{"code": "price_changed"}]' then 'price_changed' else 'not_for_sale' end, 'items', faults);
  end if;

  faults := private.take_pools(cart);
  if faults is not null then
    return jsonb_build_object('refused', 'sold_out', 'items', faults);
  end if;

  insert into public.orders (order_id, account, organisation_id, is_live, currency, total_minor, fee_minor, email, locale,
    key_hash, hold_until, look_at)
  values (id, given ->> 'account', (given ->> 'organisation_id')::uuid, (given ->> 'is_live')::boolean, given ->> 'currency',
    (given ->> 'total_minor')::bigint, (given ->> 'fee_minor')::bigint, given ->> 'email', given ->> 'locale',
    given ->> 'key_hash', clock_timestamp() + make_interval(mins => (given ->> 'hold_minutes')::int),
    -- Until Stripe has answered; a lost answer is looked for then.
    clock_timestamp() + interval '3 minutes')
  returning * into opened;
  insert into public.order_items (order_id, position, kind, row_id, tariff, event_id, name, title, quantity,
    unit_amount_minor, stripe_price_id)
  select id, item.place, item.kind, item.row_id, item.tariff, item.event_id, item.name, item.title, item.quantity,
    item.unit_amount_minor, item.stripe_price_id
  from jsonb_to_recordset(cart) item (place int, kind text, row_id uuid, tariff text, event_id uuid, name text, title text,
    quantity int, unit_amount_minor bigint, stripe_price_id text)
  order by item.place;
  perform private.hold(id, opened.hold_until);
  perform private.note(id, 'opened');
  -- What is given away is given at once.
  if opened.total_minor = 0 then
    perform private.confirm(opened);
    select * into opened from public.orders where orders.order_id = id;
  end if;
  return private.opened(opened);
end;
$$;
grant execute on function public.order_open(text) to service_role;

create function private.opened(opened public.orders) returns jsonb
language sql volatile set search_path = '' as $$
  select jsonb_build_object('order_id', opened.order_id, 'number', opened.number, 'status', opened.status,
    'now', extract(epoch from clock_timestamp()), 'hold_until', opened.hold_until);
$$;

-- Locks the pools of the cart in one order, and names the items that ask for more than is left. The demands of one cart are
-- summed per pool before they are compared (S2).
create function private.take_pools(cart jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  faults jsonb;
begin
  loop
    begin
      perform from public.pools where pools.pool_id in (
        select private.pools_of(item.kind, item.row_id, item.event_id)
        from jsonb_to_recordset(cart) item (kind text, row_id uuid, event_id uuid))
      order by pools.pool_id for update;
      exit;
    exception when deadlock_detected then
      -- Somebody changes several capacities at once, in an order of their own: let them finish.
      null;
    end;
  end loop;
  with draws as (
    select item.place, item.quantity, pool_id
    from jsonb_to_recordset(cart) item (place int, quantity int, kind text, row_id uuid, event_id uuid),
      private.pools_of(item.kind, item.row_id, item.event_id) pool_id
  ), demands as (
    select draws.pool_id, sum(draws.quantity) as units, private.pool_left(draws.pool_id) as left
    from draws group by draws.pool_id
  )
  select jsonb_agg(jsonb_build_object('place', short.place, 'code', 'sold_out', 'left', short.left) order by short.place)
  into faults
  from (
    select draws.place, greatest(min(demands.left), 0) as left
    from draws join demands using (pool_id) where demands.left < demands.units group by draws.place) short;
  return faults;
end;
$$;

-- Holds the units of an order, in the order in which everybody takes pools.
create function private.hold(order_id uuid, until timestamptz) returns void
language sql set search_path = '' as $$
  insert into private.holds (order_id, pool_id, units, expires_at)
  select hold.order_id, pool_id, sum(items.quantity), hold.until
  from public.order_items items, private.pools_of(items.kind, items.row_id, items.event_id) pool_id
  where items.order_id = hold.order_id
  group by pool_id order by pool_id;
$$;

-- Lets go of what an order holds and has not bought.
create function private.release(order_id uuid) returns void
language sql set search_path = '' as $$
  delete from private.holds where holds.order_id = release.order_id and not holds.is_sold;
$$;

-- A code that people can read to each other: twelve signs, none of which looks like another.
create function private.new_code() returns text
language sql volatile set search_path = '' as $$
  select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', (get_byte(chance.bytes, place) & 31) + 1, 1)
    || case when place in (3, 7) then '-' else '' end, '' order by place)
  from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as bytes) chance,
    generate_series(0, 11) place;
$$;

-- Sells what an order holds, and makes its tickets. @returns whether the units were still there.
create function private.confirm(bought public.orders) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform from public.pools where pools.pool_id in (
    select private.pools_of(items.kind, items.row_id, items.event_id)
    from public.order_items items where items.order_id = bought.order_id)
  order by pools.pool_id for update;
  begin
    if not exists (select from private.holds where holds.order_id = bought.order_id) then
      -- A late payer: the hold is gone, the units may still be free.
      perform private.hold(bought.order_id, 'infinity');
    end if;
    update private.holds set is_sold = true, expires_at = 'infinity' where holds.order_id = bought.order_id;
  exception when sqlstate 'PT409' then
    return false;
  end;
  update public.orders set status = 'paid', paid_at = clock_timestamp(), hold_until = null, look_at = null,
    checkout_url = null
  where orders.order_id = bought.order_id;
  insert into public.ticket_codes (code, order_id, item_id, ticket_id, event_id, place)
  select private.new_code(), items.order_id, items.item_id, items.row_id, items.event_id, place
  from public.order_items items, generate_series(1, items.quantity) place
  where items.order_id = bought.order_id and items.kind = 'ticket';
  perform private.note(bought.order_id, 'paid', jsonb_build_object('amount_minor', bought.total_minor));
  return true;
end;
$$;

-- The checkout at Stripe is open: where it is, and when to look at it if nothing is heard of it.
create function public.order_session(order_id uuid, session_id text, url text, look_at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.orders set stripe_session_id = session_id, checkout_url = url, look_at = order_session.look_at
  where orders.order_id = order_session.order_id and orders.status = 'open';
$$;
grant execute on function public.order_session(uuid, text, text, timestamptz) to service_role;

-- Stripe has refused the checkout, for certain: nobody can pay, so nothing is held (S3).
create function public.order_abandon(order_id uuid, why text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.orders set status = 'cancelled', closed_at = now(), hold_until = null, look_at = null
  where orders.order_id = order_abandon.order_id and orders.status = 'open' and orders.stripe_session_id is null;
  if found then
    perform private.release(order_abandon.order_id);
    perform private.note(order_abandon.order_id, 'abandoned', jsonb_build_object('why', why));
  end if;
end;
$$;
grant execute on function public.order_abandon(uuid, text) to service_role;

-- Settles an order by what Stripe shows of a session, however often and in whatever order it is told. `report` is JSON in a
-- text: `{session_id, status, payment_status, amount_total, currency, payment_intent, is_failed, email, account, is_live}`.
-- Answers the state of the order, or nothing when it is none of ours.
create function public.order_settle(order_id uuid, report text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  shown constant jsonb := report::jsonb;
  settled public.orders;
begin
  select * into settled from public.orders where orders.order_id = order_settle.order_id for update;
  if not found or settled.account <> shown ->> 'account' or settled.is_live <> (shown ->> 'is_live')::boolean then
    return null;
  end if;
  update public.orders set looked_at = clock_timestamp(), email = coalesce(shown ->> 'email', orders.email)
  where orders.order_id = settled.order_id;
  if shown ->> 'payment_status' in ('paid', 'no_payment_required') and shown ->> 'status' = 'complete' then
    perform private.settle_paid(settled, shown);
  elsif settled.stripe_session_id is distinct from shown ->> 'session_id' and settled.stripe_session_id is not null then
    -- An unpaid session beside the one that the buyer was sent to says nothing.
    null;
  elsif shown ->> 'status' = 'expired' then
    perform private.close_order(settled, 'expired');
  elsif shown ->> 'status' = 'complete' and (shown ->> 'is_failed')::boolean then
    perform private.close_order(settled, 'failed');
  elsif shown ->> 'status' = 'complete' then
    perform private.settle_processing(settled, shown);
  else
    -- Still open: looked at again when it should have ended.
    update public.orders set look_at = greatest(orders.look_at, clock_timestamp() + interval '1 minute')
    where orders.order_id = settled.order_id and orders.status = 'open';
  end if;
  return (select orders.status from public.orders where orders.order_id = settled.order_id);
end;
$$;
grant execute on function public.order_settle(uuid, text) to service_role;

-- Money has come in. It confirms the order, or goes back in full (S4): one of the two, once per payment (S6).
create function private.settle_paid(settled public.orders, shown jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  payment constant text := coalesce(shown ->> 'payment_intent', '');
  amount constant bigint := (shown ->> 'amount_total')::bigint;
  why_not text;
begin
  if payment = '' or exists (select from public.payments where payments.stripe_payment_intent_id = payment) then
    return;
  end if;
  update public.orders set
    stripe_session_id = coalesce(orders.stripe_session_id, shown ->> 'session_id'),
    stripe_payment_intent_id = coalesce(orders.stripe_payment_intent_id, payment)
  where orders.order_id = settled.order_id;
  why_not := case
    when settled.paid_at is not null or settled.status in ('refunding', 'refunded') then 'paid_twice'
    when amount <> settled.total_minor or shown ->> 'currency' <> settled.currency then 'amount_differs' end;
  if why_not is null and not private.confirm(settled) then
    why_not := 'sold_out';
  end if;
  insert into public.payments (stripe_payment_intent_id, order_id, stripe_session_id, amount_minor, is_confirmed)
  values (payment, settled.order_id, shown ->> 'session_id', amount, why_not is null);
  if why_not is null then
    return;
  end if;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason)
  values (settled.order_id, payment, amount, why_not);
  perform private.note(settled.order_id, 'cannot_be_honoured',
    jsonb_build_object('why', why_not, 'amount_minor', amount));
  if settled.paid_at is null then
    perform private.release(settled.order_id);
    update public.orders set status = 'refunding', hold_until = null, look_at = null, checkout_url = null
    where orders.order_id = settled.order_id and orders.status not in ('refunding', 'refunded');
  end if;
end;
$$;

-- The buyer is done, the money is on its way for days perhaps: what is held stays held until Stripe knows (S5).
create function private.settle_processing(settled public.orders, shown jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if settled.status not in ('open', 'expired', 'cancelled', 'processing') then
    return;
  end if;
  begin
    if exists (select from private.holds where holds.order_id = settled.order_id) then
      perform from public.pools join private.holds using (pool_id)
      where holds.order_id = settled.order_id order by pools.pool_id for update of pools;
      update private.holds set expires_at = 'infinity' where holds.order_id = settled.order_id and not holds.is_sold;
    elsif settled.status <> 'processing' then
      perform private.hold(settled.order_id, 'infinity');
    end if;
  exception when sqlstate 'PT409' then
    -- Its hold had run out, and the units are gone: what is paid after all will be given back.
    perform private.release(settled.order_id);
  end;
  update public.orders set status = 'processing', hold_until = null, closed_at = null, checkout_url = null,
    stripe_session_id = coalesce(orders.stripe_session_id, shown ->> 'session_id'),
    stripe_payment_intent_id = coalesce(orders.stripe_payment_intent_id, shown ->> 'payment_intent'),
    look_at = clock_timestamp() + interval '6 hours'
  where orders.order_id = settled.order_id;
  if settled.status <> 'processing' then
    perform private.note(settled.order_id, 'processing');
  end if;
end;
$$;

-- Nobody can pay any more: what was held is free.
create function private.close_order(settled public.orders, word text) returns void
language plpgsql set search_path = '' as $$
declare
  -- A checkout that somebody has ended looks like one whose time was over.
  became constant text := case when word = 'expired' and exists (select from public.order_history
    where order_history.order_id = settled.order_id and order_history.what = 'cancel_asked') then 'cancelled' else word end;
begin
  if settled.status not in ('open', 'processing') then
    return;
  end if;
  perform private.release(settled.order_id);
  update public.orders set status = became, closed_at = now(), hold_until = null, look_at = null, checkout_url = null
  where orders.order_id = settled.order_id;
  perform private.note(settled.order_id, became);
end;
$$;

-- Takes the orders that Stripe is to be asked about, for a minute: checkouts that nothing was heard of, payments that take
-- long, and checkouts whose answer was lost. One that Stripe could not be asked about holds nothing when its hold is over.
create function public.order_sweep(is_live boolean)
returns table (order_id uuid, account text, session_id text, opened double precision)
language plpgsql security definer set search_path = '' as $$
declare
  over public.orders;
begin
  for over in
    select * from public.orders where orders.is_live = order_sweep.is_live and orders.status = 'open'
      and orders.stripe_session_id is null and orders.hold_until <= now() and orders.look_at <= now()
    order by orders.look_at limit 100 for update skip locked
  loop
    perform private.close_order(over, 'expired');
  end loop;
  return query
    update public.orders set look_at = now() + interval '1 minute'
    from (
      select due.order_id from public.orders due
      where due.is_live = order_sweep.is_live and due.look_at <= now()
      order by due.look_at limit 50 for update skip locked) taken
    where orders.order_id = taken.order_id
    returning orders.order_id, orders.account, orders.stripe_session_id, extract(epoch from orders.created_at)::double precision;
end;
$$;
grant execute on function public.order_sweep(boolean) to service_role;

-- What the buyer's page asks of an order that is not settled yet: the session to look at, at most every two seconds,
-- however many pages ask. Nothing when there is no need to look.
create function public.order_look(order_id uuid) returns jsonb
language sql security definer set search_path = '' as $$
  update public.orders set looked_at = clock_timestamp()
  where orders.order_id = order_look.order_id and orders.status in ('open', 'processing')
    and orders.stripe_session_id is not null
    and coalesce(orders.looked_at, '-infinity') < clock_timestamp() - case orders.status
      when 'open' then interval '2 seconds' else interval '1 minute' end
  returning jsonb_build_object('account', orders.account, 'session_id', orders.stripe_session_id);
$$;
grant execute on function public.order_look(uuid) to service_role;

-- The session of an order whose checkout somebody wants to end; nothing when there is none to end. It is Stripe that ends
-- it: the buyer may just be paying.
create function public.order_cancel(order_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  asked public.orders;
begin
  select * into asked from public.orders where orders.order_id = order_cancel.order_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', order_cancel.order_id));
  end if;
  if asked.status <> 'open' or asked.stripe_session_id is null then
    return null;
  end if;
  if not exists (select from public.order_history
    where order_history.order_id = asked.order_id and order_history.what = 'cancel_asked') then
    perform private.note(asked.order_id, 'cancel_asked');
  end if;
  return jsonb_build_object('account', asked.account, 'session_id', asked.stripe_session_id);
end;
$$;
grant execute on function public.order_cancel(uuid) to service_role;

-- Whether a payment is known already, so that its second announcement costs no call to Stripe.
create function public.payment_known(payment_intent text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.payments where payments.stripe_payment_intent_id = payment_known.payment_intent);
$$;
grant execute on function public.payment_known(text) to service_role;

-- Whether somebody holds the key of an order, given as its hash.
create function public.order_is_held_by(order_id uuid, key_hash text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.orders where orders.order_id = order_is_held_by.order_id
    and orders.key_hash = order_is_held_by.key_hash);
$$;
grant execute on function public.order_is_held_by(uuid, text) to service_role;
