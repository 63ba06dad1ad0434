-- Logs are for finding out what happened; after 90 days nobody asks, and every list and count over them goes on paying.
-- A batch at a time, the oldest lines first, so that nothing waits for it long.
create function public.prune_logs(batch int default 1000) returns int
language plpgsql security definer set search_path = '' as $$
declare
  oldest constant timestamptz := now() - interval '90 days';
  pruned int;
  total int := 0;
begin
  delete from public.stripe_sync_log where id in (
    select old.id from public.stripe_sync_log old where old.created_at < oldest
    order by old.created_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  total := total + pruned;
  delete from public.application_logs where id in (
    select old.id from public.application_logs old where old.created_at < oldest
    order by old.created_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  return total + pruned;
end;
$$;
grant execute on function public.prune_logs(int) to service_role;
