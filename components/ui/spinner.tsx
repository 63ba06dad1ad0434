import { LoaderCircle } from 'lucide-react';

/** Decoration only: whoever shows it says in words, or with aria-busy, what is going on. */
export function Spinner({ size = 16 }: { size?: number }) {
  return <LoaderCircle size={size} aria-hidden className="animate-spin" />;
}
