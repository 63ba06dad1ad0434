'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTypeWord } from './use-space-words';
import { currencyOptions } from '@/components/form/currency-options';
import { ImagePreview } from '@/components/form/image-preview';
import { MoneyField } from '@/components/form/money-field';
import { NumberField } from '@/components/form/number-field';
import { SelectField } from '@/components/form/select-field';
import { SwitchField } from '@/components/form/switch-field';
import { TextAreaField } from '@/components/form/text-area-field';
import { TextField } from '@/components/form/text-field';
import { UrlField } from '@/components/form/url-field';
import { useFieldWord } from '@/components/rows/use-field-word';
import { spaceTypes, tariffs } from '@/lib/schemas/space';

/** The fields of a space. `ownType` is the row's type, offered too when it is none of ours. */
export function SpaceFields({ ownType, ownCurrency }: { ownType: string; ownCurrency: string }) {
  const t = useTranslations('space');
  const locale = useLocale();
  const fieldWord = useFieldWord('space');
  const typeWord = useTypeWord();
  const types = [...new Set([...spaceTypes, ownType])];
  return (
    <>
      <TextField name="name" label={fieldWord('name')} />
      <TextAreaField name="description" label={fieldWord('description')} nullable optional />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="type"
          label={fieldWord('type')}
          options={types.map((type) => ({ value: type, label: typeWord(type) }))}
        />
        <NumberField name="capacity" label={fieldWord('capacity')} suffix={t('capacityUnit')} />
      </div>
      <fieldset className="flex flex-col gap-5 rounded border p-4 pt-3">
        <legend className="px-1 font-semibold">{t('tariffs')}</legend>
        <p className="-mt-2 text-ink-soft">{t('tariffsHint')}</p>
        <SelectField
          name="currency"
          label={fieldWord('currency')}
          options={currencyOptions(locale, ownCurrency)}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          {tariffs.map((tariff) => (
            <MoneyField key={tariff} name={tariff} label={fieldWord(tariff)} />
          ))}
        </div>
      </fieldset>
      <div className="flex flex-col gap-3">
        <UrlField name="image_url" label={fieldWord('image_url')} hint={t('imageHint')} optional />
        <ImagePreview name="image_url" />
      </div>
      <SwitchField name="is_active" label={fieldWord('is_active')} hint={t('activeHint')} />
    </>
  );
}
