import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useKeys } from '../../controls/keys.ts';
import { AcceptCorrectionsDocument, CorrectLoopItemsDocument, LoopItemsDocument } from '../../graphql/generated/graphql.ts';
import type { LoopItemRowFragment, LoopScreenFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, Key } from '../../primitives/button.tsx';
import { Field, FormProblem } from '../../primitives/field.tsx';
import styles from './loops.module.css';

/** Prompts that are looked at before the list is asked for again. */
const PAGE_SIZE = 50;

/** Failed prompts without an expected answer, one after another, corrected by keyboard or pointer. */
export function Review({ loop, onChanged }: { readonly loop: LoopScreenFragment; readonly onChanged: () => void }) {
  const client = useClient();
  const variables = { id: loop.id, first: PAGE_SIZE, isCorrected: false };
  const answer = useLiveQuery({ query: LoopItemsDocument, variables });
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  // Put off: they come again after the others.
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const waiting = (answer.data?.loop?.items.edges ?? [])
    .map(({ node }) => node)
    .filter(({ id }) => !done.has(id))
    .toSorted((one, other) => putOff.lastIndexOf(one.id) - putOff.lastIndexOf(other.id));
  const step = loop.steps.find(({ kind }) => kind === 'CORRECTED');
  const proposedCount = waiting.filter(({ proposal }) => proposal != null).length;
  // The server has come on, with proposals or corrections from elsewhere.
  const { reload } = answer;
  useEffect(() => reload(), [reload, step?.sentence]);
  const finish = async (ids: readonly string[], sent: Promise<Sent<unknown>>): Promise<void> => {
    setSending(true);
    const came = await sent;
    setSending(false);
    setProblem(came.ok ? null : came.refusal.message);
    if (!came.ok) return;
    setDone((held) => new Set([...held, ...ids]));
    if (waiting.length <= ids.length) reload();
    onChanged();
  };
  const correct = (item: LoopItemRowFragment, expectedAnswer: string | null) =>
    finish([item.id], send(client, CorrectLoopItemsDocument, { input: { id: loop.id, items: [{ loopItemId: item.id, expectedAnswer }] } }));
  const later = (item: LoopItemRowFragment) => setPutOff((held) => [...held, item.id]);
  return (
    <Panel
      title="Review"
      hint="what the assistant should have answered; a correction in an annotation queue or in place counts, too"
      skeleton="rows"
      minHeight={180}
      load={loadOf(answer, () => (waiting.length === 0 ? null : waiting))}
      onRetry={answer.reload}
      empty={{ says: 'Every failed prompt has its expected answer, or is left out.', how: 'Build the dataset, and train on it.' }}
    >
      {([item]) =>
        item === undefined ? null : (
          <Correction
            key={item.id}
            item={item}
            left={(step?.outOf ?? 0) - (step?.count ?? 0)}
            isSending={isSending}
            problem={problem}
            proposedCount={proposedCount}
            onCorrect={(text) => void correct(item, text)}
            onLeaveOut={() => void correct(item, null)}
            onLater={() => later(item)}
            onAcceptAll={() => void finish([], send(client, AcceptCorrectionsDocument, { input: { id: loop.id } }))}
          />
        )
      }
    </Panel>
  );
}

interface CorrectionProps {
  readonly item: LoopItemRowFragment;
  readonly left: number;
  readonly isSending: boolean;
  readonly problem: string | null;
  readonly proposedCount: number;
  readonly onCorrect: (text: string) => void;
  readonly onLeaveOut: () => void;
  readonly onLater: () => void;
  readonly onAcceptAll: () => void;
}

function Correction({ item, left, isSending, problem, proposedCount, onCorrect, onLeaveOut, onLater, onAcceptAll }: CorrectionProps) {
  // Null: nothing was typed, and a proposal stands there as it comes.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? item.proposal ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === '';
  const save = () => {
    if (!isSending && !isEmpty) onCorrect(text.trim());
  };
  useKeys('Review', {
    c: { says: 'Write the expected answer', run: () => field.current?.focus() },
    o: { says: 'Leave the prompt out', run: onLeaveOut },
    s: { says: 'Later', run: onLater },
    ...(item.proposal != null && { y: { says: 'Accept the proposal', run: save } }),
  });
  return (
    <form
      className={styles.review}
      aria-label="Correction"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
      }}
    >
      <dl className={styles.asked}>
        <dt>Prompt</dt>
        <dd>
          <div className={styles.text} tabIndex={0} role="region" aria-label="Prompt">
            {visible(item.prompt)}
          </div>
        </dd>
        <dt>Answered</dt>
        <dd>
          <div className={`${styles.text} ${styles.wrong}`} tabIndex={0} role="region" aria-label="Answer that failed">
            {visible(item.failedAnswer ?? '')}
          </div>
        </dd>
      </dl>
      <Field
        label="Expected answer"
        hint={
          item.proposal != null
            ? 'Proposed by a model: change what is wrong, and accept it.'
            : item.proposalError != null
              ? visible(item.proposalError)
              : undefined
        }
      >
        {(ids) => <textarea {...ids} ref={field} rows={3} value={text} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      <div className={styles.buttons}>
        <Button tone="primary" onClick={save} disabled={isSending || isEmpty}>
          {item.proposal != null && text === item.proposal ? 'Accept' : 'Save'}
        </Button>
        <Button onClick={onLater}>
          Later <Key>s</Key>
        </Button>
        <Button onClick={onLeaveOut} disabled={isSending}>
          Leave out <Key>o</Key>
        </Button>
        {proposedCount > 1 && (
          <Button onClick={onAcceptAll} disabled={isSending}>
            Accept all proposals
          </Button>
        )}
        <span className="quiet">{left === 1 ? 'the last one' : `${left} left`}</span>
      </div>
    </form>
  );
}
