'use client';

import { useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { useFormatter, useMessages, useTranslations, type Messages } from 'next-intl';
import { paceOf, readsMeaning, type Account } from './account-limits';
import { Ago } from '@/components/frame/ago';
import { useDb } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { Badge, MeaningIcon } from '@/components/ui/badge';
import { CopyableId } from '@/components/ui/copyable-id';
import { DefinitionList } from '@/components/ui/definition-list';
import { EmptyState } from '@/components/ui/empty-state';
import { ProgressBar } from '@/components/ui/progress-bar';
import { organisationAccounts } from '@/lib/queries/organisation';

/** What each Stripe account lets us ask of it, and how much of that is used. */
export function AccountList({ accounts }: { accounts: readonly Account[] }) {
  const t = useTranslations('syncPage.account');
  return (
    <Section title={t('title')}>
      {accounts.length === 0 ? (
        <EmptyState
          title={t('noneTitle')}
          hint={t('noneHint')}
          icon={<Landmark size={20} aria-hidden />}
          action={null}
        />
      ) : (
        <ul className="divide-y">
          {accounts.map((account) => (
            <li
              key={`${account.account} ${account.mode}`}
              className="grid gap-x-8 gap-y-4 p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
            >
              <AccountPace account={account} />
              <AccountUse account={account} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A connected account is called as the organisations that sell on it. */
function AccountName({ account, mode }: Account) {
  const t = useTranslations();
  const { data: sellers = [] } = useQuery(organisationAccounts(useDb()));
  const names = sellers.filter((seller) => seller.stripe_onbehalfof === account).map(({ name }) => name);
  const isPlatform = account === 'platform';
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <h3 className="font-medium wrap-anywhere">
        {isPlatform
          ? t('syncPage.account.platform')
          : names.length > 0
            ? names.join(', ')
            : t('syncPage.account.connected')}
      </h3>
      <Badge
        meaning={mode === 'test' ? 'attention' : 'fine'}
        icon={<span className="size-1.5 rounded-full bg-current" />}
      >
        {t(`frame.${mode}`)}
      </Badge>
      {isPlatform ? null : (
        <CopyableId value={account} copyLabel={t('common.copy')} copiedLabel={t('common.copied')} />
      )}
    </div>
  );
}

function AccountPace({ account }: { account: Account }) {
  const t = useTranslations('syncPage.account');
  const { callsPerSecond, share, limitedAt, limitedReason } = account;
  const isSlow = share < 1;
  const pace = isSlow
    ? t('paceSlow', { calls: paceOf(account), limit: callsPerSecond })
    : t('paceOf', { calls: callsPerSecond });
  return (
    <div className="flex flex-col gap-3">
      <AccountName {...account} />
      <DefinitionList
        items={[
          { term: t('pace'), value: pace },
          ...(limitedAt === null || !isSlow ? [] : [{ term: t('since'), value: <Ago at={limitedAt} /> }]),
        ]}
      />
      {isSlow ? (
        <div className="flex items-start gap-1.5 text-attention">
          <span className="mt-0.5">
            <MeaningIcon meaning="attention" />
          </span>
          <p>
            {t('slowed')}
            {limitedReason === null ? null : <LimitedReason reason={limitedReason} />}
          </p>
        </div>
      ) : null}
    </div>
  );
}

type Reason = keyof Messages['syncPage']['account']['reason'];

/** What Stripe limited, as its header names it (https://docs.stripe.com/rate-limits); a new name is shown as it came. */
function LimitedReason({ reason }: { reason: string }) {
  const t = useTranslations('syncPage.account.reason');
  const { syncPage } = useMessages();
  const isKnown = (name: string): name is Reason => Object.hasOwn(syncPage.account.reason, name);
  return (
    <span lang={isKnown(reason) ? undefined : 'en'} className="block text-small wrap-anywhere text-ink-soft">
      {isKnown(reason) ? t(reason) : reason}
    </span>
  );
}

const inks = { attention: 'text-attention', failed: 'text-failed' };

function AccountUse({ account }: { account: Account }) {
  const t = useTranslations('syncPage.account');
  const format = useFormatter();
  const { reads, readsPerMonth, calls, behind } = account;
  const meaning = readsMeaning(account);
  const words = t('readsOf', { reads, budget: readsPerMonth });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="text-ink-faint">{t('reads')}</span>
          <span>{words}</span>
        </p>
        <ProgressBar
          role="meter"
          label={t('reads')}
          words={words}
          parts={[{ meaning, value: reads }]}
          max={readsPerMonth}
        />
        {meaning === 'accent' ? null : (
          <p className={`flex items-start gap-1.5 ${inks[meaning]}`}>
            <span className="mt-0.5">
              <MeaningIcon meaning={meaning} />
            </span>
            {meaning === 'failed' ? t('readsOver') : t('readsNear')}
          </p>
        )}
      </div>
      <DefinitionList
        items={[
          { term: t('calls'), value: format.number(calls) },
          { term: t('behind'), value: format.number(behind) },
        ]}
      />
    </div>
  );
}
