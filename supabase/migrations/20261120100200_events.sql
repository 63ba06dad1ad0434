-- Events are what people attend: each is one product, and each of its ticket types a price, on the Stripe account of the
-- organisation that holds it.
create table public.events (
  event_id          uuid primary key default gen_random_uuid(),
  organisation_id   uuid not null,
  parent_event_id   uuid,
  title             text not null
    constraint events_title_length check (title ~ '\S' and length(title) <= 200),
  -- Made from the title when none is given.
  slug              text not null
    constraint events_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  description       text
    constraint events_description_length check (length(description) <= 20000),
  type              text not null default 'general'
    constraint events_type_length check (type ~ '\S' and length(type) <= 60),
  event_start       timestamptz,
  event_end         timestamptz,
  -- Times are moments; the zone says what the clock on the wall shows.
  time_zone         text not null default 'Europe/Paris'
    constraint events_time_zone_shape check (time_zone ~ '^([A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}|UTC)$'),
  image_url         text
    constraint events_image_url_address check (image_url ~ '^https?://[^\s]+$' and length(image_url) <= 2000),
  capacity          int
    constraint events_capacity_range check (capacity between 1 and 1000000),
  is_published      boolean not null default false,
  stripe_product_id text,
  revision          bigint not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint events_organisation_id_known foreign key (organisation_id) references public.organisations,
  constraint events_parent_event_id_known foreign key (parent_event_id) references public.events,
  constraint events_parent_event_id_other check (parent_event_id <> event_id),
  constraint events_event_end_order check (event_end > event_start),
  constraint events_slug_unique unique (slug),
  constraint events_stripe_product_id_unique unique (organisation_id, stripe_product_id)
);
create index events_of_organisation on public.events (organisation_id, event_start);
create index events_by_start on public.events (event_start, event_id);
create index events_of_parent on public.events (parent_event_id);

create table public.event_tickets (
  id                   uuid primary key default gen_random_uuid(),
  event_id             uuid not null,
  name                 text not null
    constraint tickets_name_length check (name ~ '\S' and length(name) <= 120),
  description          text
    constraint tickets_description_length check (length(description) <= 5000),
  price                numeric(12,3) not null default 0
    constraint tickets_price_range check (price >= 0 and price < 1000000),
  -- The organisation's own when none is given.
  currency             text not null
    constraint tickets_currency_iso check (currency ~ '^[a-z]{3}$'),
  total_capacity       int
    constraint tickets_total_capacity_range check (total_capacity between 0 and 1000000),
  -- Who may buy it. The app keeps its words under `description` and leaves other keys as they are.
  eligibility_criteria jsonb
    constraint tickets_eligibility_criteria_length check (length(eligibility_criteria::text) <= 20000),
  is_active            boolean not null default true,
  -- Where it stands among the ticket types of its event.
  position             int not null default 0,
  stripe_price_id      text,
  created_at           timestamptz not null default now(),
  constraint tickets_event_id_known foreign key (event_id) references public.events on delete cascade,
  constraint tickets_stripe_price_id_unique unique (stripe_price_id)
);
create index event_tickets_of_event on public.event_tickets (event_id, position, created_at, id);

-- The events that the caller may edit as a member of their organisation.
create function private.my_events() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select events.event_id from public.events where events.organisation_id in (select private.my_organisations());
$$;
grant execute on function private.my_events() to anon, authenticated, service_role;

alter table public.events enable row level security;
grant select on public.events to anon, authenticated, service_role;
grant insert (event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone,
    image_url, capacity, is_published),
  update (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone, image_url,
    capacity, is_published),
  delete on public.events to authenticated;
grant insert, update, delete on public.events to service_role;
create policy "visitors see the events that are published" on public.events
  for select to anon using (is_published);
create policy "admins see every event, organisers their own, others what is published" on public.events
  for select to authenticated using (is_published or (select private.is_admin())
    or organisation_id in (select private.my_organisations()));
create policy "admins and organisers add events" on public.events
  for insert to authenticated with check ((select private.is_admin())
    or organisation_id in (select private.my_organisations()));
create policy "admins and organisers change events" on public.events
  for update to authenticated
  using ((select private.is_admin()) or organisation_id in (select private.my_organisations()))
  with check ((select private.is_admin()) or organisation_id in (select private.my_organisations()));
create policy "admins and organisers delete events" on public.events
  for delete to authenticated using ((select private.is_admin())
    or organisation_id in (select private.my_organisations()));

alter table public.event_tickets enable row level security;
grant select on public.event_tickets to anon, authenticated, service_role;
grant insert (id, event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position),
  update (name, description, price, currency, total_capacity, eligibility_criteria, is_active, position),
  delete on public.event_tickets to authenticated;
grant insert, update, delete on public.event_tickets to service_role;
-- A ticket type is seen by whoever sees its event: the subquery is under the policies of events.
create policy "visitors see what is sold of events they see" on public.event_tickets
  for select to anon using (is_active and event_id in (select events.event_id from public.events));
create policy "admins see every ticket type, organisers their own, others what is sold" on public.event_tickets
  for select to authenticated using ((select private.is_admin()) or event_id in (select private.my_events())
    or (is_active and event_id in (select events.event_id from public.events where events.is_published)));
create policy "admins and organisers add ticket types" on public.event_tickets
  for insert to authenticated with check ((select private.is_admin()) or event_id in (select private.my_events()));
create policy "admins and organisers change ticket types" on public.event_tickets
  for update to authenticated using ((select private.is_admin()) or event_id in (select private.my_events()))
  with check ((select private.is_admin()) or event_id in (select private.my_events()));
create policy "admins and organisers delete ticket types" on public.event_tickets
  for delete to authenticated using ((select private.is_admin()) or event_id in (select private.my_events()));

-- Letters of European languages as an address may carry them; what is left is a hyphen.
create function private.slug_of(title text) returns text
language sql immutable set search_path = '' as $$
  select coalesce(nullif(trim(both '-' from left(regexp_replace(
    translate(replace(replace(replace(lower(title), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ', 'aaaaaaceeeeiiiinoooooouuuuyy'),
    '[^a-z0-9]+', '-', 'g'), 100)), ''), 'event');
$$;

-- What is to be known before an event is written: its address, a zone that exists, a parent that makes no circle.
create function private.tg_events__before() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ancestor uuid := new.parent_event_id;
  ancestor_organisation uuid;
begin
  if tg_op = 'INSERT' then
    -- An organisation that is just moving to another account is waited for, so that the event is marked on the right one.
    perform from public.organisations where organisations.organisation_id = new.organisation_id for share;
  end if;
  if new.slug is null then
    new.slug := private.slug_of(new.title);
    if exists (select from public.events where events.slug = new.slug) then
      new.slug := new.slug || '-' || left(new.event_id::text, 8);
    end if;
  end if;
  if tg_op = 'INSERT' or new.time_zone <> old.time_zone then
    begin
      perform now() at time zone new.time_zone;
    exception when invalid_parameter_value then
      perform private.refuse(422, 'not_a_time_zone', jsonb_build_object('field', 'time_zone', 'zone', new.time_zone));
    end;
  end if;
  if new.parent_event_id is not null
    and (tg_op = 'INSERT' or new.parent_event_id is distinct from old.parent_event_id
      or new.organisation_id <> old.organisation_id) then
    -- One at a time: two changes that are each no circle may be one together.
    perform pg_advisory_xact_lock(hashtext('events.parent_event_id'));
    while ancestor is not null loop
      if ancestor = new.event_id then
        perform private.refuse(422, 'parent_circle', '{"field": "parent_event_id"}');
      end if;
      select events.parent_event_id, events.organisation_id into ancestor, ancestor_organisation
      from public.events where events.event_id = ancestor;
      if ancestor_organisation <> new.organisation_id then
        perform private.refuse(422, 'parent_of_another', '{"field": "parent_event_id"}');
      end if;
    end loop;
  end if;
  return new;
end;
$$;
create trigger _050_before before insert or update on public.events
  for each row execute function private.tg_events__before();
create trigger _100_revision before update on public.events
  for each row execute function private.tg__revision();
-- The columns that Stripe shows.
create trigger _500_mark
  after insert or delete or update of event_id, organisation_id, parent_event_id, title, slug, description, type,
    event_start, event_end, image_url, is_published on public.events
  for each row execute function private.tg__mark('event', 'event_id');

create function private.tg_event_tickets__before() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.currency is null then
    select organisations.default_currency into new.currency
    from public.events join public.organisations using (organisation_id) where events.event_id = new.event_id;
  end if;
  -- What is given away has no price in Stripe.
  if new.price = 0 then
    new.stripe_price_id := null;
  end if;
  return new;
end;
$$;
create trigger _050_before before insert or update on public.event_tickets
  for each row execute function private.tg_event_tickets__before();

-- A change of a ticket type is a change of its event: of what Stripe shows of it, and for whoever has it open.
create function private.tg_event_tickets__mark() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ours constant text[] := array['stripe_price_id', 'created_at'];
  touched record;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - ours = to_jsonb(old) - ours then
    return null;
  end if;
  for touched in
    update public.events set revision = events.revision + 1, updated_at = now()
    where events.event_id in (case when tg_op <> 'INSERT' then old.event_id end,
      case when tg_op <> 'DELETE' then new.event_id end)
    returning events.event_id, events.title, events.organisation_id
  loop
    perform private.mark('event', touched.event_id, touched.title, account => private.account_of(touched.organisation_id));
  end loop;
  return null;
end;
$$;
create trigger _500_mark
  after insert or delete or update of event_id, name, description, price, currency, total_capacity, eligibility_criteria,
    is_active, position on public.event_tickets
  for each row execute function private.tg_event_tickets__mark();

-- An organisation that sells on another account takes its events along: new objects there, the old ones archived here.
create function private.tg_organisations__move() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved record;
begin
  if new.stripe_onbehalfof is not distinct from old.stripe_onbehalfof then
    return null;
  end if;
  -- Ticket types before events, as everybody takes them.
  update public.event_tickets set stripe_price_id = null
  where event_tickets.id in (
    select sold.id from public.event_tickets sold join public.events using (event_id)
    where events.organisation_id = new.organisation_id order by sold.id for update of sold);
  for moved in
    update public.events set stripe_product_id = null
    where events.event_id in (
      select held.event_id from public.events held
      where held.organisation_id = new.organisation_id order by held.event_id for update)
    returning events.event_id, events.title
  loop
    perform private.mark('event', moved.event_id, moved.title, account => private.account_of(new.organisation_id));
  end loop;
  return null;
end;
$$;
create trigger _500_move after update of stripe_onbehalfof on public.organisations
  for each row execute function private.tg_organisations__move();

-- Organisers see where their events stand, and may ask for them to be synced.
create policy "organisers read the marks of their events" on private.sync_marks
  for select to authenticated using (kind = 'event' and row_id in (select private.my_events()));
create or replace function private.may_sync(kind text, row_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select private.is_machine() or private.is_admin()
    or (may_sync.kind = 'event' and may_sync.row_id in (select private.my_events()));
$$;

-- The log with the names that its rows have now.
create or replace view public.sync_log with (security_invoker = true) as
  select log.id, log.entity_type as kind, log.entity_id as row_id, coalesce(marks.label, tickets.name) as name,
    log.stripe_object_id, log.connected_account_id, log.action, log.status, log.error_message, log.request_id, log.created_at
  from public.stripe_sync_log log
  left join private.sync_marks marks on marks.kind = log.entity_type and marks.row_id = log.entity_id and not marks.is_left
  left join public.event_tickets tickets on log.entity_type = 'ticket' and tickets.id = log.entity_id;

-- The state of a ticket type is that of its event, with the price that is its own.
create function private.ticket_state(event_state jsonb, ticket_id uuid) returns jsonb
language sql immutable set search_path = '' as $$
  select event_state || jsonb_build_object('stripePriceId', (
    select price ->> 'id' from jsonb_array_elements(event_state -> 'prices') price
    where price ->> 'tariff' = ticket_id::text limit 1));
$$;
grant execute on function private.ticket_state(jsonb, uuid) to authenticated, service_role;

-- A ticket type as the admin's screens show it. Amounts are text, since a JSON number is not exact.
create view public.tickets_with_sync with (security_invoker = true) as
  select tickets.id, tickets.event_id, tickets.name, tickets.description, tickets.price::text as price, tickets.currency,
    tickets.total_capacity, tickets.eligibility_criteria, tickets.is_active, tickets.position, tickets.stripe_price_id,
    tickets.created_at, private.ticket_state(private.sync_state(marks), tickets.id) as sync
  from public.event_tickets tickets
  left join private.sync_marks marks on marks.kind = 'event' and marks.row_id = tickets.event_id and not marks.is_left;
grant select on public.tickets_with_sync to authenticated, service_role;

-- An event as the admin's table and editor show it.
create view public.events_with_sync with (security_invoker = true) as
  select
    events.event_id, events.organisation_id, organisations.name as organisation_name,
    organisations.default_currency as organisation_currency,
    private.account_state(organisations.stripe_onbehalfof) as account,
    events.parent_event_id, parents.title as parent_title,
    events.title, events.slug, events.description, events.type, events.event_start, events.event_end, events.time_zone,
    events.image_url, events.capacity, events.is_published, events.stripe_product_id, events.revision,
    events.created_at, events.updated_at,
    lower(events.title) as sort_title,
    -- A sub-event stands under its parent: both sort by the parent's start.
    coalesce(parents.event_start, events.event_start) as sort_family_start,
    coalesce(parents.event_id, events.event_id) as family,
    events.parent_event_id is not null as is_sub_event,
    (select count(*) from public.events subs where subs.parent_event_id = events.event_id) as sub_events,
    coalesce((select jsonb_agg(jsonb_build_object('id', tickets.id, 'name', tickets.name,
        'description', tickets.description, 'price', tickets.price::text, 'currency', tickets.currency,
        'total_capacity', tickets.total_capacity, 'eligibility_criteria', tickets.eligibility_criteria,
        'is_active', tickets.is_active, 'position', tickets.position, 'stripe_price_id', tickets.stripe_price_id)
        order by tickets.position, tickets.created_at, tickets.id)
      from public.event_tickets tickets where tickets.event_id = events.event_id), '[]') as tickets,
    private.sync_state(marks) as sync,
    private.sync_word(marks) as sync_status
  from public.events
  join public.organisations using (organisation_id)
  left join public.events parents on parents.event_id = events.parent_event_id
  left join private.sync_marks marks on marks.kind = 'event' and marks.row_id = events.event_id and not marks.is_left;
grant select on public.events_with_sync to authenticated, service_role;

-- An organisation with where its account stands.
create view public.organisations_with_account with (security_invoker = true) as
  select organisations.organisation_id, organisations.name, lower(organisations.name) as sort_name,
    organisations.default_currency, organisations.stripe_onbehalfof, organisations.revision, organisations.created_at,
    organisations.updated_at, private.account_state(organisations.stripe_onbehalfof) as account,
    private.account_state(organisations.stripe_onbehalfof) ->> 'state' as account_status,
    (select count(*) from public.events where events.organisation_id = organisations.organisation_id) as events,
    (select count(*) from public.organisation_members members
      where members.organisation_id = organisations.organisation_id) as members
  from public.organisations;
grant select on public.organisations_with_account to authenticated, service_role;

-- Saves an event and its ticket types at once, with the rights of whoever asks. `event` holds the fields to change, all of
-- them for a new one; `tickets`, when given, is the whole list in its order: what is not in it any more is deleted.
-- Refused as changed_meanwhile when the event has moved on from `seen_revision`.
create function public.event_save(id uuid, event text, tickets text default null, seen_revision bigint default null)
returns uuid
language plpgsql set search_path = '' as $$
declare
  change constant jsonb := event::jsonb;
  listed constant jsonb := tickets::jsonb;
  stored public.events;
  wanted public.events;
begin
  if listed is not null and id is not null then
    -- Ticket types before events, as everybody takes them.
    perform from public.event_tickets where event_tickets.event_id = event_save.id order by event_tickets.id for update;
  end if;
  if id is null then
    wanted := jsonb_populate_record(null::public.events, change);
    insert into public.events (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end,
      time_zone, image_url, capacity, is_published)
    values (wanted.organisation_id, wanted.parent_event_id, wanted.title, wanted.slug, wanted.description,
      coalesce(wanted.type, 'general'), wanted.event_start, wanted.event_end, coalesce(wanted.time_zone, 'Europe/Paris'),
      wanted.image_url, wanted.capacity, coalesce(wanted.is_published, false))
    returning * into stored;
  else
    select * into stored from public.events where events.event_id = event_save.id for update;
    if not found then
      perform private.refuse(404, 'not_found', jsonb_build_object('id', id));
    end if;
    if stored.revision <> seen_revision then
      perform private.refuse(412, 'changed_meanwhile');
    end if;
    wanted := jsonb_populate_record(stored, change);
    update public.events set
      organisation_id = wanted.organisation_id, parent_event_id = wanted.parent_event_id, title = wanted.title,
      slug = wanted.slug, description = wanted.description, type = wanted.type, event_start = wanted.event_start,
      event_end = wanted.event_end, time_zone = wanted.time_zone, image_url = wanted.image_url,
      capacity = wanted.capacity, is_published = wanted.is_published
    where events.event_id = stored.event_id;
    if not found then
      perform private.refuse(403, 'forbidden');
    end if;
  end if;
  if listed is not null then
    -- A ticket type that somebody has deleted meanwhile, or that is another event's, is not made anew in silence.
    if exists (select from jsonb_array_elements(listed) item where item ->> 'id' is not null and not exists (
      select from public.event_tickets sold
      where sold.id = (item ->> 'id')::uuid and sold.event_id = stored.event_id)) then
      perform private.refuse(412, 'changed_meanwhile');
    end if;
    delete from public.event_tickets where event_tickets.event_id = stored.event_id and not exists (
      select from jsonb_array_elements(listed) item where (item ->> 'id')::uuid = event_tickets.id);
    update public.event_tickets set
      name = item.name, description = item.description, price = item.price, currency = item.currency,
      total_capacity = item.total_capacity, eligibility_criteria = item.eligibility_criteria,
      is_active = item.is_active, position = item.place
    from (
      select (jsonb_populate_record(null::public.event_tickets, value)).*, ordinality::int - 1 as place
      from jsonb_array_elements(listed) with ordinality) item
    where event_tickets.id = item.id and event_tickets.event_id = stored.event_id;
    insert into public.event_tickets
      (event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position)
    select stored.event_id, item.name, item.description, coalesce(item.price, 0), item.currency, item.total_capacity,
      item.eligibility_criteria, coalesce(item.is_active, true), item.place
    from (
      select (jsonb_populate_record(null::public.event_tickets, value)).*, ordinality::int - 1 as place
      from jsonb_array_elements(listed) with ordinality) item
    where item.id is null;
  end if;
  return stored.event_id;
end;
$$;
grant execute on function public.event_save(uuid, text, text, bigint) to authenticated, service_role;

-- Makes a copy of an event with its ticket types, not published, its dates moved so that it starts at a time of the clock
-- on the wall of its zone. It lasts as long by that clock, on whichever side of a clock change.
create function public.event_copy(id uuid, title text, starts_at timestamp default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  original public.events;
  copied uuid;
  wall_start timestamp;
  wall_end timestamp;
begin
  select * into original from public.events where events.event_id = event_copy.id;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', id));
  end if;
  wall_start := coalesce(starts_at, original.event_start at time zone original.time_zone);
  wall_end := wall_start
    + ((original.event_end at time zone original.time_zone) - (original.event_start at time zone original.time_zone));
  insert into public.events (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end,
    time_zone, image_url, capacity, is_published)
  values (original.organisation_id, original.parent_event_id, event_copy.title, null, original.description, original.type,
    wall_start at time zone original.time_zone, wall_end at time zone original.time_zone, original.time_zone,
    original.image_url, original.capacity, false)
  returning event_id into copied;
  insert into public.event_tickets
    (event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position)
  select copied, sold.name, sold.description, sold.price, sold.currency, sold.total_capacity, sold.eligibility_criteria,
    sold.is_active, sold.position
  from public.event_tickets sold where sold.event_id = original.event_id;
  return copied;
end;
$$;
grant execute on function public.event_copy(uuid, text, timestamp) to authenticated, service_role;

-- The types in use, for the filter of the admin's table.
create function public.event_types() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(distinct events.type order by events.type), '[]') from public.events;
$$;
grant execute on function public.event_types() to authenticated, service_role;

-- The event that a ticket type belongs to; of a deleted one, the event whose prices in Stripe still name it.
create function public.ticket_event(ticket_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select jsonb_build_object('event_id', sold.event_id) from public.event_tickets sold
      where sold.id = ticket_event.ticket_id),
    (select jsonb_build_object('event_id', marks.row_id) from private.sync_marks marks
      where marks.kind = 'event' and not marks.is_left
        and marks.seen -> 'prices' @> jsonb_build_array(jsonb_build_object('tariff', ticket_event.ticket_id::text))
      limit 1));
$$;
grant execute on function public.ticket_event(uuid) to service_role;
