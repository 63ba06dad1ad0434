'use client';

import { useTranslations } from 'next-intl';
import { AccountActions } from './account-actions';
import { accountMeanings, shutStates } from './account-badge';
import { AccountFacts } from './account-facts';
import { ConnectForm } from './connect-form';
import { DueList } from './due-list';
import { readDisabled } from './requirement-words';
import { StripeReturn } from './stripe-return';
import { Section } from '@/components/frame/section';
import { MeaningIcon } from '@/components/ui/badge';
import type { AccountState, OrganisationRow } from '@/lib/schemas/organisation';

/** Where the Stripe account of an organisation stands, what is still asked of it, and what can be done. */
export function AccountSection({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation.account');
  const { account } = organisation;
  return (
    <Section title={t('title')}>
      <StripeReturn organisation={organisation} />
      <div className="flex flex-col gap-5 p-4 sm:p-5">
        <Standing account={account} />
        {shutStates.includes(account.state) ? null : <DueList account={account} />}
        {account.account === null ? (
          <ConnectForm organisation={organisation} />
        ) : (
          <AccountActions organisation={organisation} />
        )}
      </div>
      {account.account === null ? null : <AccountFacts account={account} />}
    </Section>
  );
}

const inks = {
  fine: 'bg-fine-soft text-fine',
  waiting: 'bg-waiting-soft text-waiting',
  attention: 'bg-attention-soft text-attention',
  failed: 'bg-failed-soft text-failed',
};

/** What the state means for those who sell and buy, in two sentences. */
function Standing({ account }: { account: AccountState }) {
  const t = useTranslations('organisation');
  const { state, disabledReason } = account;
  const reason = disabledReason === null ? null : readDisabled(disabledReason);
  const isTold = reason !== null && !account.maySell && state !== 'rejected' && !shutStates.includes(state);
  const meaning = accountMeanings[state];
  return (
    <div className="flex items-start gap-3" role="status">
      <span className={`grid size-8 shrink-0 place-items-center rounded ${inks[meaning]}`}>
        <MeaningIcon meaning={meaning} size={16} />
      </span>
      <div className="min-w-0">
        <p className="font-semibold">{t(`state.${state}`)}</p>
        <p className="max-w-[68ch] text-pretty text-ink-soft">{t(`standing.${state}`)}</p>
        {isTold ? (
          <p className="mt-1 max-w-[68ch] text-pretty text-ink-soft">
            {t(`disabled.${reason}`, { reason: disabledReason ?? '' })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
