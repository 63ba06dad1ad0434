'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { describedBy, FieldShell } from '../form/field';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Input } from '../ui/input';
import { useSignIn } from './use-sign-in';

/** `next` is where to go afterwards: a path of this site, checked by the page. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('signIn');
  const required = useTranslations('errors')('required');
  const { signIn, problem, pending } = useSignIn(next);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    const missing = email.trim() === '' ? 'email' : password === '' ? 'password' : undefined;
    if (missing !== undefined) form.current?.querySelector<HTMLElement>(`[name=${missing}]`)?.focus();
    else if (!pending) void signIn(email.trim(), password);
  };
  const emailError = isTried && email.trim() === '' ? required : undefined;
  const passwordError = isTried && password === '' ? required : undefined;
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <FieldShell id={`${id}-email`} label={t('email')} error={emailError}>
        <Input
          id={`${id}-email`}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          invalid={emailError !== undefined}
          aria-describedby={describedBy(`${id}-email`, undefined, emailError)}
        />
      </FieldShell>
      <FieldShell id={`${id}-password`} label={t('password')} error={passwordError}>
        <Input
          id={`${id}-password`}
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          invalid={passwordError !== undefined}
          aria-describedby={describedBy(`${id}-password`, undefined, passwordError)}
          suffix={
            <IconButton
              label={isShown ? t('hide') : t('show')}
              className="-mr-1.5 size-6 max-sm:size-8"
              icon={isShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
              onClick={() => setShown(!isShown)}
            />
          }
        />
      </FieldShell>
      <div>
        <p role="alert" className={problem === null ? 'sr-only' : 'mb-3 text-failed'}>
          {problem}
        </p>
        <Button type="submit" variant="primary" pending={pending} className="w-full">
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
