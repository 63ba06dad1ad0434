'use client';

import { useLocale, useTranslations } from 'next-intl';
import { currencyOptions } from '@/components/form/currency-options';
import { PercentField } from '@/components/form/percent-field';
import { SelectField } from '@/components/form/select-field';
import { TextField } from '@/components/form/text-field';

/** The fields of an organisation. `hint` says what leaving the account empty means here. */
export function OrganisationFields({ ownCurrency, hint }: { ownCurrency: string; hint: string }) {
  const t = useTranslations('organisation');
  const locale = useLocale();
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <SelectField
        name="default_currency"
        label={t('field.default_currency')}
        hint={t('currencyHint')}
        options={currencyOptions(locale, ownCurrency)}
      />
      <TextField
        name="stripe_onbehalfof"
        label={t('field.stripe_onbehalfof')}
        hint={hint}
        placeholder="acct_…"
        nullable
        optional
      />
      <PercentField name="fee_percent" label={t('field.fee_percent')} hint={t('feeHint')} />
    </>
  );
}
