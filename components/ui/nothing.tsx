/** Stands where there is nothing to show. On a card its whole line is left out (see the cells of the table). */
export function Nothing() {
  return (
    <span data-nothing className="text-ink-faint">
      —
    </span>
  );
}
