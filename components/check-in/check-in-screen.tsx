'use client';

import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { LastShown } from './last-shown';
import { useCheckIn } from './use-check-in';
import { Verdict } from './verdict';
import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';

/** The door of an event: a code is scanned or typed, and the screen says at once whether its holder comes in. */
export function CheckInScreen() {
  const t = useTranslations('checkIn');
  const { shown, ask } = useCheckIn();
  const [latest, ...earlier] = shown;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <ButtonLink href={paths.orders} icon={<ArrowLeft size={14} aria-hidden />}>
            {t('back')}
          </ButtonLink>
        }
      />
      <div className="flex max-w-2xl flex-col gap-6">
        <CodeForm onCode={(code) => void ask(code)} />
        <Verdict shown={latest} />
        <LastShown shown={earlier} />
      </div>
    </>
  );
}

/** A scanner types the code and presses Enter; the field is then empty for the next one. */
function CodeForm({ onCode }: { onCode: (code: string) => void }) {
  const t = useTranslations('checkIn');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onCode(code);
    setCode('');
    field.current?.focus();
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {t('code')}
      </label>
      <div className="flex items-stretch gap-2">
        <span className="field-box flex items-center">
          <input
            ref={field}
            id={id}
            // The one thing to do here; who opens the page has a scanner in hand.
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
            aria-describedby={`${id}-hint`}
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={100}
            placeholder="ABCD-EFGH-JKLM"
            className="h-14 w-full min-w-0 bg-transparent px-4 font-mono text-title uppercase outline-none placeholder:text-ink-faint"
          />
        </span>
        <Button type="submit" variant="primary" className="h-auto px-5 max-sm:h-auto">
          {t('submit')}
        </Button>
      </div>
      <p id={`${id}-hint`} className="text-small text-ink-faint">
        {t('hint')}
      </p>
    </form>
  );
}
