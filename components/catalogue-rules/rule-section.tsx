'use client';

import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RuleDialog } from './rule-dialog';
import { useRemoveRule } from './use-remove-rule';
import { useRuleWords } from './use-rule-words';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { catalogueRules, leftOutCount } from '@/lib/queries/catalogue-rule';
import type { CatalogueRule } from '@/lib/schemas/catalogue-rule';

/** What the list of Stripe's catalogue leaves out. Everything is logged all the same. */
export function RuleSection() {
  const t = useTranslations('catalogueRules');
  const db = useDb();
  const isLive = usePublicEnv().stripe.mode === 'live';
  const [asked, setAsked] = useState<{ rule: CatalogueRule | null } | null>(null);
  const rules = useQuery(catalogueRules(db));
  const { data: count } = useQuery(leftOutCount(db, isLive));
  return (
    <Section
      title={t('title')}
      actions={
        <Button
          icon={<Plus size={14} aria-hidden />}
          disabled={rules.data === undefined}
          onClick={() => setAsked({ rule: null })}
        >
          {t('add')}
        </Button>
      }
    >
      <p className="max-w-[72ch] px-4 py-3 text-pretty text-ink-soft sm:px-5">
        {t('hint')} {count === undefined ? null : t('count', { count })}
      </p>
      <RuleList rules={rules} onEdit={(rule) => setAsked({ rule })} />
      {asked === null ? null : (
        <RuleDialog rule={asked.rule} rules={rules.data ?? []} onClose={() => setAsked(null)} />
      )}
    </Section>
  );
}

type RuleListProps = {
  rules: Pick<ReturnType<typeof useQuery<CatalogueRule[]>>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  onEdit: (rule: CatalogueRule) => void;
};

function RuleList({ rules: { data, error, refetch, isFetching }, onEdit }: RuleListProps) {
  const t = useTranslations();
  const say = useIssueWords();
  const says = useRuleWords();
  const remove = useRemoveRule();
  if (data === undefined)
    return error === null ? (
      <div aria-busy className="border-t p-4">
        <Skeleton className="h-4 w-48" />
      </div>
    ) : (
      <ErrorState
        title={t('catalogueRules.failed')}
        detail={sayProblem(error, say)}
        retryLabel={t('common.retry')}
        onRetry={() => void refetch()}
        pending={isFetching}
      />
    );
  if (data.length === 0)
    return <p className="border-t px-4 py-3 text-ink-faint sm:px-5">{t('catalogueRules.none')}</p>;
  return (
    <ul aria-label={t('catalogueRules.title')} className="divide-y border-t">
      {data.map((rule) => (
        <li key={rule.id} className="flex min-h-12 items-center gap-2 px-4 py-2 sm:px-5">
          <span className="min-w-0 flex-1 wrap-anywhere">{says(rule)}</span>
          {rule.leaves_out === 'archived' ? null : (
            <IconButton
              label={t('catalogueRules.editOf', { rule: says(rule) })}
              icon={<Pencil size={16} aria-hidden />}
              onClick={() => onEdit(rule)}
            />
          )}
          <IconButton
            label={t('catalogueRules.removeOf', { rule: says(rule) })}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => remove.mutate(rule)}
          />
        </li>
      ))}
    </ul>
  );
}
