import type { ReactNode } from 'react';

type DefinitionListProps = { items: readonly { term: string; value: ReactNode }[] };

export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 text-body">
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className="min-w-24 text-ink-faint">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
