import { useEffect, useId, useState } from 'react';
import type { Refusal } from '../../graphql/refusal.ts';
import { changed, formOf, isChanged, problemsOf, refused, saved, saving } from './form-state.ts';
import type { Checked, Problems } from './form-state.ts';

export interface FormOptions<Draft extends object, Value, Result> {
  /** What the form shows at first. */
  readonly start: Draft;
  readonly check: (draft: Draft) => Checked<Value>;
  readonly save: (
    value: Value,
  ) => Promise<{ readonly ok: true; readonly data: Result } | { readonly ok: false; readonly refusal: Refusal }>;
  /** Closes the form, or gives the draft that it goes on with. */
  readonly onSaved: (result: Result) => Draft | void;
  /** What saving this takes away, in words: the reader is asked first. null: nothing. */
  readonly warning?: (value: Value) => string | null;
  /** Fields that the form calls otherwise than the API, by the API's name. */
  readonly names?: Readonly<Record<string, string>>;
}

export interface Form<Draft> {
  /** Of the form element: buttons elsewhere name it. */
  readonly id: string;
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  /** By the field's path in the draft. */
  readonly problems: Problems;
  /** What is wrong with the whole. */
  readonly refusal: string | null;
  /** There is something that would be lost. */
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly submit: () => void;
  /** Back to what was saved last. */
  readonly undo: () => void;
  /** What is about to be taken away; the reader says yes or no. */
  readonly warning: { readonly words: string; readonly yes: () => void; readonly no: () => void } | null;
}

const noNames = {};

/**
 * A form: a draft is typed, checked, and saved. Problems show at their fields once the reader has tried to save; what the server refuses
 * is marked at the field that it names. The draft stays until it is saved.
 */
export function useForm<Draft extends object, Value, Result>({
  start,
  check,
  save,
  onSaved,
  warning,
  names = noNames,
}: FormOptions<Draft, Value, Result>): Form<Draft> {
  const id = useId();
  const [state, setState] = useState(() => formOf(start));
  const [warned, setWarned] = useState<{ readonly words: string; readonly value: Value } | null>(null);
  const { draft } = state;
  // Counts the tries that led to problems: the first problem gets the keyboard, once it is marked. It may stand outside of what is in
  // sight.
  const [failedCount, setFailedCount] = useState(0);
  useEffect(() => {
    if (failedCount > 0) document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid], [data-invalid] input')?.focus();
  }, [failedCount, id]);
  const fail = (): void => setFailedCount((now) => now + 1);
  const send = async (value: Value): Promise<void> => {
    setWarned(null);
    setState(saving);
    const sent = await save(value);
    if (!sent.ok) {
      setState((now) => refused(now, sent.refusal, names));
      return fail();
    }
    const next = onSaved(sent.data) ?? draft;
    return setState((now) => saved(now, draft, next));
  };
  const submit = (): void => {
    if (state.isSaving) return;
    const checked = check(draft);
    setState((now) => ({ ...now, isTried: true }));
    if (!checked.ok) return fail();
    const words = warning?.(checked.value) ?? null;
    if (words !== null) return setWarned({ words, value: checked.value });
    return void send(checked.value);
  };
  const { fields, whole } = problemsOf(state, check);
  return {
    id,
    draft,
    problems: fields,
    refusal: whole,
    isChanged: isChanged(state),
    isSaving: state.isSaving,
    submit,
    change: (change) => setState((now) => changed(now, change)),
    undo: () => setState((now) => formOf(now.start)),
    warning: warned === null ? null : { words: warned.words, yes: () => void send(warned.value), no: () => setWarned(null) },
  };
}
