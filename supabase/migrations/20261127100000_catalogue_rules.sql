-- What an admin does not want to see of the catalogue of Stripe: products of a type, old ones, archived ones. The rules are applied
-- when the log is shown, never when it is written (docs/decisions/0015).
create table public.catalogue_rules (
  id         uuid primary key default gen_random_uuid(),
  -- `type`: products of this type; `age`: those made longer ago than so many days; `archived`: those that Stripe does not sell.
  leaves_out text not null constraint rules_leaves_out_known check (leaves_out in ('type', 'age', 'archived')),
  type       text constraint rules_type_length check (length(trim(type)) between 1 and 120),
  days       int constraint rules_days_range check (days between 1 and 36500),
  created_at timestamptz not null default now(),
  constraint rules_leaves_out_shape check ((type is not null) = (leaves_out = 'type') and (days is not null) = (leaves_out = 'age')),
  -- One rule for each type, one for the age, one for what is archived.
  constraint rules_type_unique unique nulls not distinct (leaves_out, type)
);
alter table public.catalogue_rules enable row level security;
grant select, delete, insert (leaves_out, type, days), update (leaves_out, type, days) on public.catalogue_rules to authenticated;
grant select, insert, update, delete on public.catalogue_rules to service_role;
create policy "admins read the rules of the catalogue" on public.catalogue_rules
  for select to authenticated using ((select private.is_admin()));
create policy "admins add rules of the catalogue" on public.catalogue_rules
  for insert to authenticated with check ((select private.is_admin()));
create policy "admins change rules of the catalogue" on public.catalogue_rules
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "admins remove rules of the catalogue" on public.catalogue_rules
  for delete to authenticated using ((select private.is_admin()));

-- The log of Stripe's products, each with whether a rule leaves it out. A list reads it in the place of `stripe_products_log`: with
-- `is_left_out = false` it leaves them out, and the count with `is_left_out = true` is what it says of how many.
create view public.stripe_products_by_rules with (security_invoker = true) as
  select logged.*, exists (
    select from public.catalogue_rules rules
    where case rules.leaves_out
      when 'type' then logged.type = rules.type
      when 'age' then logged.created_at < now() - make_interval(days => rules.days)
      else not logged.active or logged.is_deleted end) as is_left_out
  from public.stripe_products_log logged;
grant select on public.stripe_products_by_rules to authenticated, service_role;
