'use client';

import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { FormProvider, useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form';
import type { z } from 'zod';
import { FormAside } from './form-aside';
import { LeaveGuard } from './leave-guard';
import { formResolver } from './resolver';
import { SaveBar } from './save-bar';
import { useIssueWords } from './use-issue-words';
import type { Save } from './use-save';
import { useSubmit } from './use-submit';

type FormPageProps<Input extends FieldValues, Output> = {
  schema: z.ZodType<Output, Input>;
  /** What is saved. When it changes, so does the form: hand on nothing new while something is being typed. */
  values: Input & DefaultValues<Input>;
  save: Save<Output>;
  isNew: boolean;
  submitLabel: string;
  /** The page's title and what can be done with the thing. Within the form's reach, but no part of what is submitted. */
  header: ReactNode;
  children: ReactNode;
  /** Shown beside the fields with the values as they are typed. */
  aside: (values: Input) => ReactNode;
  /** The field to start at; a new `focusTime` goes there again. */
  focusField: Path<Input> | null;
  focusTime?: number;
};

/** The shell for forms that are a page: save bar, keys, guards, pending and errors live here. */
export function FormPage<Input extends FieldValues, Output>(props: FormPageProps<Input, Output>) {
  const { schema, values, save, isNew, submitLabel, header, children, aside, focusField, focusTime } = props;
  const say = useIssueWords();
  const resolver = useMemo(() => formResolver(schema, say), [schema, say]);
  const form = useForm<Input, unknown, Output>({ resolver, defaultValues: values, mode: 'onTouched' });
  const { submit, problem, fault } = useSubmit(form, save, Object.keys(values));
  const formId = useId();
  const body = useRef<HTMLFormElement>(null);
  const { setFocus, formState, reset } = form;
  const saved = JSON.stringify(values);
  const shown = useRef(saved);
  useEffect(() => {
    // Only what has changed is a reason to start anew: that draws lists of fields again, and the focus goes with them.
    if (shown.current === saved) return;
    shown.current = saved;
    reset(values, { keepFieldsRef: true });
  }, [saved, values, reset]);
  const isReady = useIsReady();
  const isStill = save.pending || !isReady;
  useEffect(() => {
    if (isReady && focusField !== null) setFocus(focusField);
  }, [isReady, focusField, focusTime, setFocus]);
  useKeptFocus(isStill);
  useEffect(() => {
    if (!isStill && fault !== null) setFocus(fault.name);
  }, [isStill, fault, setFocus]);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    // What floats above (a question, a menu) is within the page for React only: its keys are its own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    event.preventDefault();
    body.current?.requestSubmit();
  };
  return (
    <FormProvider {...form}>
      <div onKeyDown={press}>
        {header}
        <SaveBar
          form={formId}
          isNew={isNew}
          isDirty={formState.isDirty}
          problem={problem}
          pending={save.pending}
          submitLabel={submitLabel}
          onDiscard={() => reset(undefined, { keepFieldsRef: true })}
        />
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          {/* What is typed while a save is under way, or before the page has come to life, would be lost a moment later. */}
          <form
            ref={body}
            id={formId}
            noValidate
            inert={isStill}
            onSubmit={submit}
            className="flex min-w-0 flex-col gap-8 **:scroll-mt-32"
          >
            {children}
          </form>
          <aside className="min-w-0 max-lg:border-t max-lg:pt-6">
            <div className="flex flex-col gap-6 lg:sticky lg:top-30">
              <FormAside control={form.control}>{aside}</FormAside>
            </div>
          </aside>
        </div>
        <LeaveGuard wouldLose={formState.isDirty} />
      </div>
    </FormProvider>
  );
}

const never = () => () => undefined;

/** Whether the browser has taken over what the server drew. */
function useIsReady() {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Gives the focus back to the field that had it before the form stood still for a save. */
function useKeptFocus(isStill: boolean) {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) last.current = event.target;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (!isStill && document.activeElement === document.body) last.current?.focus({ preventScroll: true });
  }, [isStill]);
}
