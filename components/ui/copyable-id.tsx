'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { IconButton } from './icon-button';

type CopyableIdProps = { value: string; copyLabel: string; copiedLabel: string; children?: ReactNode };

/** An id in full for the clipboard, shortened for the eye; `children` may show it as a link instead. */
export function CopyableId({ value, copyLabel, copiedLabel, children }: CopyableIdProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <span className="truncate font-mono text-small" title={value}>
        {children ?? value}
      </span>
      <IconButton
        label={copied ? copiedLabel : copyLabel}
        className="size-6 max-sm:size-8"
        icon={copied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
        onClick={() => void copy()}
      />
      <span role="status" className="sr-only">
        {copied ? copiedLabel : ''}
      </span>
    </span>
  );
}
