'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FormProvider, useForm, type DefaultValues, type FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { FormAside } from './form-aside';
import { FormFooter } from './form-footer';
import { formResolver } from './resolver';
import { useIssueWords } from './use-issue-words';
import { useLeaveGuard } from './use-leave-guard';
import type { Save } from './use-save';
import { useSubmit } from './use-submit';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';

type FormDialogProps<Input extends FieldValues, Output> = {
  /** The thing: "Atelier Nord", "New space". */
  title: string;
  schema: z.ZodType<Output, Input>;
  values: Input & DefaultValues<Input>;
  save: Save<Output>;
  onClose: () => void;
  /** The verb: "Create space". */
  submitLabel: string;
  children: ReactNode;
  /** Shown beside the fields with the values as they are typed, such as the plan of what Stripe will get. */
  aside?: (values: Input) => ReactNode;
  description?: ReactNode;
  /** The field to start at, where not the first one; a name that no box has is passed over. */
  focusField?: string | null;
};

const firstField =
  'input:not([type=hidden],:disabled),textarea:not(:disabled),[role=combobox]:not(:disabled)';

/** The one shell for forms: focus, keys, guards, pending and errors live here, so a form says only its fields. */
export function FormDialog<Input extends FieldValues, Output>(props: FormDialogProps<Input, Output>) {
  const { title, schema, values, save, onClose, submitLabel, children, aside, description } = props;
  const { focusField = null } = props;
  const t = useTranslations('form');
  const say = useIssueWords();
  const resolver = useMemo(() => formResolver(schema, say), [schema, say]);
  const form = useForm<Input, unknown, Output>({ resolver, defaultValues: values, mode: 'onTouched' });
  const { submit, problem } = useSubmit(form, save, Object.keys(values));
  const [asking, setAsking] = useState(false);
  const formId = useId();
  const body = useRef<HTMLFormElement>(null);
  const wouldLose = form.formState.isDirty;
  useLeaveGuard(wouldLose);

  const leave = () => (wouldLose ? setAsking(true) : onClose());
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    // What floats above (a question, a menu) is within the dialog for React only: its keys are its own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    event.preventDefault();
    if (!asking) body.current?.requestSubmit();
  };
  const find = (selector: string) => body.current?.querySelector<HTMLElement>(selector) ?? null;
  const start = () =>
    (focusField === null ? null : find(`[name="${CSS.escape(focusField)}"]`)) ?? find(firstField);
  return (
    <Dialog
      open
      onClose={leave}
      onKeyDown={press}
      title={title}
      description={description}
      closeLabel={t('close')}
      wide={aside !== undefined}
      initialFocus={start}
      footer={
        <FormFooter
          form={formId}
          problem={problem}
          pending={save.pending}
          submitLabel={submitLabel}
          onCancel={leave}
        />
      }
    >
      <FormProvider {...form}>
        <div
          className={
            aside === undefined ? undefined : 'grid gap-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]'
          }
        >
          <form ref={body} id={formId} noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-5">
            {children}
          </form>
          {aside === undefined ? null : (
            <aside className="min-w-0 max-sm:border-t max-sm:pt-6 sm:border-l sm:pl-6">
              <div className="sm:sticky sm:top-0">
                <FormAside control={form.control}>{aside}</FormAside>
              </div>
            </aside>
          )}
        </div>
      </FormProvider>
      <ConfirmDialog
        open={asking}
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        cancelLabel={t('keepEditing')}
        tone="danger"
        pending={false}
        error={null}
        onConfirm={onClose}
        onCancel={() => setAsking(false)}
      >
        {t('discardText')}
      </ConfirmDialog>
    </Dialog>
  );
}
