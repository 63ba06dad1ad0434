import Link from 'next/link';
import { wordmarkClass, WordmarkDrawing } from './wordmark-drawing';

export function Wordmark({ href }: { href: string }) {
  return (
    <Link href={href} className={wordmarkClass}>
      <WordmarkDrawing />
    </Link>
  );
}
