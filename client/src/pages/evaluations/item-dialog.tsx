import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { FormProblem } from '../../primitives/field.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { ScoreEvaluationItemDocument } from '../../graphql/generated/graphql.ts';
import type { EvaluationItemRowFragment, EvaluationItemScorePartFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Block, ScoreBadge } from './item-parts.tsx';
import { kindLabels } from './words.ts';
import styles from './evaluations.module.css';

export interface ItemDialogProps {
  readonly item: EvaluationItemRowFragment;
  /** The place of the item among those that are shown, to go to the next; null: there is none. */
  readonly onNext: (() => void) | null;
  readonly onPrevious: (() => void) | null;
  readonly onScored: (item: EvaluationItemRowFragment) => void;
  readonly onClose: () => void;
}

/** One item: what was asked, expected and answered, and what each scorer says; a person can score it, too. */
export function ItemDialog({ item, onNext, onPrevious, onScored, onClose }: ItemDialogProps) {
  const locale = useLocale();
  const mayScore = useMay('JUDGE');
  const { latencyMs, costUsd, traceId, isCached, error } = item;
  const facts = [
    ...(latencyMs == null ? [] : [format(latencyMs, 'ms', locale)]),
    ...(costUsd == null ? [] : [format(costUsd, 'usd', locale)]),
    ...(isCached ? ['known from before'] : []),
    ...(item.repetition > 1 ? [`answer ${item.repetition} of its row`] : []),
  ];
  return (
    <Dialog
      open
      wide
      title={item.rowId == null ? `Message ${item.position + 1}` : `Row ${visible(item.rowId)}`}
      onClose={onClose}
      says={
        <>
          {facts.join(' · ')}
          {traceId != null && (
            <>
              {facts.length > 0 && ' · '}
              <Link to="/traces/$traceId" params={{ traceId }} search={keepView}>
                Open the trace
              </Link>
            </>
          )}
        </>
      }
      actions={
        <>
          <Button disabled={onPrevious === null} onClick={() => onPrevious?.()}>
            Previous
          </Button>
          <Button disabled={onNext === null} onClick={() => onNext?.()}>
            Next
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        {error != null && <FormProblem>{visible(error)}</FormProblem>}
        <Block title="Input" value={item.input} none="The row is gone." />
        <div className={styles.side}>
          <Block title="Expected" value={item.expected} none="Nothing is expected." />
          <Block title="Answer" value={item.output} none="No answer yet." />
        </div>
        <section className={styles.block}>
          <h3>Scores</h3>
          {item.scores.length === 0 ? <p className="quiet">None yet.</p> : <Scored scores={item.scores} />}
        </section>
        {mayScore && <Rate key={item.id} item={item} onScored={onScored} />}
      </div>
    </Dialog>
  );
}

function Scored({ scores }: { readonly scores: readonly EvaluationItemScorePartFragment[] }) {
  return (
    <ul className={styles.scored}>
      {scores.map((score) => (
        <li key={`${score.name} ${score.kind} ${score.createdAt}`}>
          <span className={styles.progress}>
            <ScoreBadge score={score} />
            <span className={styles.key}>{score.author == null ? kindLabels[score.kind] : visible(score.author)}</span>
          </span>
          {(score.error ?? score.comment) != null && <span className={styles.key}>{visible(score.error ?? score.comment ?? '')}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A person's own score, in place: pass, fail or a number under a name. */
function Rate({ item, onScored }: { readonly item: EvaluationItemRowFragment; readonly onScored: ItemDialogProps['onScored'] }) {
  const client = useClient();
  const own = item.scores.find(({ isOwn }) => isOwn) ?? null;
  const [name, setName] = useState(own?.name ?? 'rating');
  const [value, setValue] = useState(own?.passed == null && own?.value != null ? String(own.value) : '');
  const [comment, setComment] = useState(own?.comment ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (rated: { readonly passed?: boolean; readonly value?: number }): Promise<void> => {
    const words = comment.trim() === '' || Object.keys(rated).length === 0 ? {} : { comment: comment.trim() };
    const sent = await send(client, ScoreEvaluationItemDocument, { input: { evaluationItemId: item.id, name, ...rated, ...words } });
    setProblem(sent.ok ? null : sent.refusal.message);
    if (sent.ok) onScored(sent.data.scoreEvaluationItem);
  };
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return (
    <section className={styles.block}>
      <h3>Your score</h3>
      <div className={styles.rate}>
        <TextField label="Name" value={name} onText={setName} />
        <TextField label="Number" value={value} onText={setValue} inputMode="decimal" mono />
        <TextField label="Comment" value={comment} onText={setComment} />
      </div>
      <div className={styles.choice}>
        <Button onClick={() => void give({ passed: true })}>Pass</Button>
        <Button onClick={() => void give({ passed: false })}>Fail</Button>
        <Button disabled={!Number.isFinite(number)} onClick={() => void give({ value: number })}>
          Give the number
        </Button>
        {item.scores.some((score) => score.isOwn && score.name === name) && <Button onClick={() => void give({})}>Take back</Button>}
      </div>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
    </section>
  );
}
