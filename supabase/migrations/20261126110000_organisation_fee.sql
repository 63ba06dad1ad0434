-- What the platform keeps of an organisation's sales is shown and changed where the organisation is.
create or replace view public.organisations_with_account with (security_invoker = true) as
  select organisations.organisation_id, organisations.name, lower(organisations.name) as sort_name,
    organisations.default_currency, organisations.stripe_onbehalfof, organisations.revision, organisations.created_at,
    organisations.updated_at, private.account_state(organisations.stripe_onbehalfof) as account,
    private.account_state(organisations.stripe_onbehalfof) ->> 'state' as account_status,
    (select count(*) from public.events where events.organisation_id = organisations.organisation_id) as events,
    (select count(*) from public.organisation_members members
      where members.organisation_id = organisations.organisation_id) as members,
    organisations.fee_percent::float8 as fee_percent
  from public.organisations;
