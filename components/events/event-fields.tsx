'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { TimeFields } from './time-fields';
import { useFieldWord, useTypeWord } from './use-event-words';
import { useParentOptions } from './use-parent-options';
import { ComboboxField } from '@/components/form/combobox-field';
import { ImagePreview } from '@/components/form/image-preview';
import { NumberField } from '@/components/form/number-field';
import { SelectField } from '@/components/form/select-field';
import { SlugField } from '@/components/form/slug-field';
import { SwitchField } from '@/components/form/switch-field';
import { TextAreaField } from '@/components/form/text-area-field';
import { TextField } from '@/components/form/text-field';
import { UrlField } from '@/components/form/url-field';
import { asText } from '@/components/form/use-field';
import { useDb } from '@/components/frame/public-env';
import { paths } from '@/lib/paths';
import { organisationOptions } from '@/lib/queries/organisation';
import { eventTypes } from '@/lib/schemas/event';

type EventFieldsProps = {
  /** The event's id; nothing for a new one. */
  id: string | null;
  /** The row's own, offered too when they are none of ours. */
  ownType: string;
  ownZone: string;
};

/** The fields of an event, without those of its ticket types. */
export function EventFields({ id, ownType, ownZone }: EventFieldsProps) {
  const t = useTranslations('event');
  const fieldWord = useFieldWord([]);
  const typeWord = useTypeWord();
  const types = [...new Set([...eventTypes, ownType])];
  return (
    <>
      <Part title={t('about')}>
        <TextField name="title" label={fieldWord('title')} />
        <SlugField
          name="slug"
          label={fieldWord('slug')}
          hint={id === null ? t('slugHint') : t('slugHintSaved')}
          follows="title"
          path={paths.shopEvent('')}
        />
        <TextAreaField name="description" label={fieldWord('description')} nullable optional />
        <SellerFields id={id} />
        <SelectField
          name="type"
          label={fieldWord('type')}
          options={types.map((type) => ({ value: type, label: typeWord(type) }))}
        />
      </Part>
      <Part title={t('whenTitle')}>
        <TimeFields ownZone={ownZone} fieldWord={fieldWord} />
      </Part>
      <Part title={t('shopTitle')}>
        <div className="flex flex-col gap-3">
          <UrlField name="image_url" label={fieldWord('image_url')} hint={t('imageHint')} optional />
          <ImagePreview name="image_url" />
        </div>
        <NumberField
          name="capacity"
          label={fieldWord('capacity')}
          hint={t('capacityHint')}
          suffix={t('capacityUnit')}
          optional
        />
        <SwitchField name="is_published" label={fieldWord('is_published')} hint={t('publishedHint')} />
      </Part>
    </>
  );
}

/** Whose event it is, and which one it belongs to; a parent is one of the same organisation. */
function SellerFields({ id }: { id: string | null }) {
  const t = useTranslations('event');
  const fieldWord = useFieldWord([]);
  const { setValue } = useFormContext();
  const { data: organisations = [] } = useQuery(organisationOptions(useDb()));
  const organisation: unknown = useWatch({ name: 'organisation_id' });
  const parents = useParentOptions(asText(organisation), id);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <ComboboxField
        name="organisation_id"
        label={fieldWord('organisation_id')}
        hint={t('organisationHint')}
        placeholder={t('chooseOrganisation')}
        options={organisations.map(({ organisation_id, name }) => ({ value: organisation_id, label: name }))}
        onChosen={() => setValue('parent_event_id', null, { shouldDirty: true })}
      />
      <ComboboxField
        name="parent_event_id"
        label={fieldWord('parent_event_id')}
        hint={t('parentHint')}
        options={[{ value: null, label: t('noParent') }, ...parents]}
        placeholder={t('noParent')}
        optional
      />
    </div>
  );
}

/** A titled part of the editor, on its own surface. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5 rounded border bg-surface p-4 sm:p-5">
      <h2 id={id} className="text-lead font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
