import { X } from 'lucide-react';

type ChipProps = { label: string; value: string; onRemove: () => void; removeLabel: string };

/** A filter in force: what is filtered, by which value, and the way out of it. */
export function Chip({ label, value, onRemove, removeLabel }: ChipProps) {
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded border border-line bg-surface text-body max-sm:h-10">
      <span className="truncate pl-2.5">
        <span className="text-ink-faint">{label}</span> <span className="font-medium">{value}</span>
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="ml-1 inline-grid h-full w-8 shrink-0 place-items-center rounded text-ink-faint hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  );
}
