import { useEffect, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Refusal } from '../../graphql/refusal.ts';
import { changed, formOf, isChanged, problemsOf, refused, saved, saving } from './form-state.ts';
import type { Checked, Problems } from './form-state.ts';

/** What came of saving; a refusal that the reader can answer has `ask`, and is not shown as a problem. */
export type Saved<Draft, Result> =
  | { readonly ok: true; readonly data: Result }
  | { readonly ok: false; readonly refusal: Refusal; readonly ask?: Ask<Draft, Result> | undefined };

/** What the reader decides before it can be saved. */
export interface Ask<Draft, Result> {
  readonly title: string;
  /** What saving does, and what stays. */
  readonly words: string;
  /** What the button that saves all the same says. */
  readonly yes: string;
  readonly save: () => Promise<Saved<Draft, Result>>;
  /** Goes on with what is stored now, in place of what was typed; absent: there is no such choice. */
  readonly reload?: (() => Draft) | undefined;
}

/** What is about to be done, while the reader decides. */
export interface Warning {
  /** null: the form has none of its own. */
  readonly title: string | null;
  readonly words: string;
  /** What the button that saves all the same says; null: the form has no word of its own. */
  readonly says: string | null;
  readonly yes: () => void;
  /** Back to the form, with what was typed. */
  readonly no: () => void;
  /** Drops what was typed for what is stored now; null: there is no such choice. */
  readonly reload: (() => void) | null;
}

export interface FormOptions<Draft extends object, Value, Result> {
  /** What the form shows at first. */
  readonly start: Draft;
  readonly check: (draft: Draft) => Checked<Value>;
  readonly save: (value: Value) => Promise<Saved<Draft, Result>>;
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
  /** What saving would do, while the reader decides: FormDialog shows it, a page shows it itself. null: nothing is asked. */
  readonly warning: Warning | null;
}

const noNames = {};

interface Asked<Draft, Result> extends Pick<Warning, 'title' | 'words' | 'says'> {
  readonly save: () => Promise<Saved<Draft, Result>>;
  readonly reload: (() => Draft) | null;
}

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
  const [asked, setAsked] = useState<Asked<Draft, Result> | null>(null);
  const { draft } = state;
  // Counts the tries that led to problems: the first problem gets the keyboard, once it is marked. It may stand outside of what is in
  // sight.
  const [failedCount, setFailedCount] = useState(0);
  useEffect(() => {
    if (failedCount > 0) document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid], [data-invalid] input')?.focus();
  }, [failedCount, id]);
  const fail = (): void => setFailedCount((now) => now + 1);
  const send = async (run: () => Promise<Saved<Draft, Result>>): Promise<void> => {
    setAsked(null);
    setState(saving);
    const sent = await run();
    if (!sent.ok) {
      const { ask, refusal } = sent;
      if (ask !== undefined) {
        setState((now) => ({ ...now, isSaving: false }));
        return setAsked({ title: ask.title, words: ask.words, says: ask.yes, save: ask.save, reload: ask.reload ?? null });
      }
      setState((now) => refused(now, refusal, names));
      return fail();
    }
    // Nothing is left to lose: where `onSaved` leaves the page, no guard holds it back.
    flushSync(() => setState((now) => formOf(now.draft)));
    const next = onSaved(sent.data) ?? draft;
    return setState((now) => saved(now, draft, next));
  };
  const reload = (stored: () => Draft): void => {
    setAsked(null);
    setState(formOf(stored()));
  };
  const submit = (): void => {
    if (state.isSaving) return;
    const checked = check(draft);
    setState((now) => ({ ...now, isTried: true }));
    if (!checked.ok) return fail();
    const { value } = checked;
    const words = warning?.(value) ?? null;
    if (words !== null) return setAsked({ title: null, words, says: null, save: () => save(value), reload: null });
    return void send(() => save(value));
  };
  const warningOf = ({ title, words, says, save: saveAll, reload: stored }: Asked<Draft, Result>): Warning => ({
    title,
    words,
    says,
    yes: () => void send(saveAll),
    no: () => setAsked(null),
    reload: stored === null ? null : () => reload(stored),
  });
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
    warning: asked === null ? null : warningOf(asked),
  };
}
