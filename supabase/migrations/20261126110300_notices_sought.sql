-- As before, with everything that people seek by in one column.
create or replace view public.notices_listed with (security_invoker = true) as
  select notices.id, notices.type, notices.account, notices.object_id, notices.is_live, notices.created_at,
    notices.received_at, notices.attempts, notices.error, notices.done_at, notices.is_recovered,
    case when notices.state = 'waiting' and notices.error is not null then 'retrying' else notices.state end as state,
    case when notices.state = 'waiting' then notices.next_attempt_at end as next_attempt_at,
    case when notices.state = 'failed' then 0 when notices.state = 'waiting' and notices.error is not null then 1
      when notices.state = 'waiting' then 2 else 3 end as sort_state,
    concat_ws(' ', notices.type, notices.id, notices.object_id, notices.account) as searched,
    coalesce(notices.account, 'platform') as seller
  from private.stripe_notices notices;
