import clsx from 'clsx';

/** The shape of something that is on its way. Give it the final size, so that nothing jumps. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded bg-sunken', className)} />;
}
