import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useKeys } from '../../../controls/keys.ts';
import { stars } from '../../../controls/view.ts';
import type { QueueRowFragment, QueueTaskCardFragment } from '../../../graphql/generated/graphql.ts';
import { Button, Key } from '../../../primitives/button.tsx';
import { Field, FormProblem, TextField } from '../../../primitives/field.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { draftOf, inputOf, isEmpty, toggled } from './draft.ts';
import type { JudgmentDraft } from './draft.ts';
import { Conversation } from './conversation.tsx';
import type { Working } from './use-work.ts';
import styles from './annotate.module.css';

export interface JudgeProps {
  readonly queue: QueueRowFragment;
  readonly task: QueueTaskCardFragment;
  readonly working: Working;
  readonly isSending: boolean;
  readonly problem: string | null;
}

const verdicts = [
  { value: 'yes', label: 'Success', title: 'y' },
  { value: 'no', label: 'Failure', title: 'n' },
] as const;

/** A message with its conversation, and what is asked of it. */
export function Judge({ queue, task, working, isSending, problem }: JudgeProps) {
  const [draft, setDraft] = useState(() => draftOf(task));
  const [nothing, setNothing] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const tags = useRef<HTMLInputElement>(null);
  const correction = useRef<HTMLTextAreaElement>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const { rubric } = queue;
  const change = (next: Partial<JudgmentDraft>) => {
    setNothing(false);
    setDraft((now) => ({ ...now, ...next }));
  };
  const submit = () => {
    if (isSending) return;
    if (isEmpty(draft)) setNothing(true);
    else void working.submit(inputOf(task.queueItemId, draft));
  };
  const skip = () => {
    if (reason === null) setReason('');
    else if (!isSending) void working.skip(reason);
  };
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  useKeys('Judging', {
    ...(rubric.rating &&
      Object.fromEntries(stars.map((star) => [String(star), { says: `Rate ${star} of 5`, run: () => change({ rating: star }) }]))),
    ...(rubric.success && {
      y: { says: 'Success', run: () => change({ success: true }) },
      n: { says: 'Failure', run: () => change({ success: false }) },
    }),
    t: { says: 'Failure tags', run: () => tags.current?.focus() },
    ...(rubric.correction && { c: { says: 'Correction', run: () => correction.current?.focus() } }),
    s: { says: 'Skip', run: skip },
    u: { says: 'Undo the last', run: () => void working.undo() },
    Enter: {
      says: 'Submit, and on to the next',
      run: () => {
        // Enter on a button or a link is for that.
        const focused = document.activeElement;
        if (focused instanceof HTMLElement && focused.matches('button, a[href], summary, [role=button]')) focused.click();
        else submit();
      },
    },
  });
  return (
    <div className={styles.work}>
      <Conversation task={task} head={head} />
      <form
        className={styles.form}
        aria-label="Judgment"
        onSubmit={(event) => {
          event.preventDefault();
          // Enter after the reason is about skipping, whatever else is filled in.
          if (reasonField.current !== null && document.activeElement === reasonField.current) skip();
          else submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
        }}
      >
        {queue.instructions !== '' && (
          <details className={styles.instructions}>
            <summary>Instructions</summary>
            <p>{queue.instructions}</p>
          </details>
        )}
        {rubric.rating && (
          <Segmented
            label="Rating"
            value={draft.rating === null ? '' : String(draft.rating)}
            options={stars.map((star) => ({ value: String(star), label: `${star}`, title: `${star} of 5` }))}
            onChoose={(value) => change({ rating: Number(value) })}
          />
        )}
        {rubric.success && (
          <Segmented
            label="Verdict"
            value={draft.success === null ? '' : draft.success ? 'yes' : 'no'}
            options={[...verdicts]}
            onChoose={(value) => change({ success: value === 'yes' })}
          />
        )}
        <Tags offered={rubric.failureTags} chosen={draft.tags} input={tags} onChange={(next) => change({ tags: next })} />
        {rubric.fields.map(({ name, values }) => (
          <div key={name} className={styles.choice}>
            <span className={styles.label}>{name}</span>
            <Segmented
              label={name}
              value={draft.choices[name] ?? ''}
              options={values.map((value) => ({ value, label: value }))}
              onChoose={(value) => change({ choices: { ...draft.choices, [name]: value } })}
            />
          </div>
        ))}
        {rubric.correction && (
          <Field label="Correction" hint="The text that the message should have had (c)">
            {(ids) => (
              <textarea
                {...ids}
                ref={correction}
                rows={3}
                value={draft.correction}
                onChange={(event) => change({ correction: event.target.value })}
              />
            )}
          </Field>
        )}
        <TextField label="Comment" value={draft.comment} onText={(comment) => change({ comment })} />
        {reason !== null && (
          <TextField
            label="Reason for skipping"
            hint="Optional; Enter, or Skip once more, leaves the message to others."
            ref={reasonField}
            value={reason}
            maxLength={500}
            autoFocus
            onText={setReason}
          />
        )}
        {nothing && <FormProblem>Give a rating, a verdict, a tag or a text first; a message that can’t be judged is skipped.</FormProblem>}
        {problem !== null && <FormProblem>{problem}</FormProblem>}
        <div className={styles.buttons}>
          <Button tone="primary" type="submit" disabled={isSending}>
            Submit <Key>↵</Key>
          </Button>
          <Button onClick={skip} disabled={isSending}>
            Skip <Key>s</Key>
          </Button>
          <Button onClick={() => void working.undo()} disabled={isSending}>
            Undo <Key>u</Key>
          </Button>
        </div>
        <p className="quiet">? lists all keys. Ctrl or ⌘ with Enter submits from a text.</p>
      </form>
    </div>
  );
}

interface TagsProps {
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (tags: readonly string[]) => void;
}

/** Tags that are offered, and others that are typed. */
function Tags({ offered, chosen, input, onChange }: TagsProps) {
  const [typed, setTyped] = useState('');
  const all = [...offered, ...chosen.filter((tag) => !offered.includes(tag))];
  const add = () => {
    const tag = typed.trim();
    if (tag !== '' && !chosen.includes(tag)) onChange([...chosen, tag]);
    setTyped('');
  };
  return (
    <div className={styles.choice}>
      {all.length > 0 && (
        <div role="group" aria-label="Failure tags" className={styles.tags}>
          {all.map((tag) => (
            <button
              key={tag}
              type="button"
              className={styles.tag}
              aria-pressed={chosen.includes(tag)}
              onClick={() => onChange(toggled(chosen, tag))}
            >
              {tag}
            </button>
          ))}
        </div>
      )}
      <TextField
        label="Failure tag"
        hint="Enter adds it (t)"
        ref={input}
        value={typed}
        maxLength={512}
        list="failure-tags"
        onText={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed.trim() === '') return;
          event.preventDefault();
          add();
        }}
        onBlur={add}
      />
      <datalist id="failure-tags">
        {offered.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </div>
  );
}
