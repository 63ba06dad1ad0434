-- `truncate` fires no trigger for a row, and Stripe would go on selling what is gone: it marks every known row of the kind.
-- The next look at each finds no row, and archives what Stripe has of it.
create function private.tg__mark_all() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.mark(known.kind, known.row_id)
  from (select marks.kind, marks.row_id from private.sync_marks marks
    where marks.kind = tg_argv[0] and not marks.is_left
    order by marks.row_id) known;
  return null;
end;
$$;
create trigger _500_mark_all after truncate on public.spaces
  for each statement execute function private.tg__mark_all('space');
create trigger _500_mark_all after truncate on public.events
  for each statement execute function private.tg__mark_all('event');
-- An event's prices are its ticket types.
create trigger _500_mark_all after truncate on public.event_tickets
  for each statement execute function private.tg__mark_all('event');
