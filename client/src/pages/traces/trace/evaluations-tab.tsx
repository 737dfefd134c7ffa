import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../../../controls/keys.ts';
import { CommentDialog } from '../../../panels/evaluations/comment-dialog.tsx';
import { Judgements } from '../../../panels/evaluations/judgements.tsx';
import { myEvaluationId } from '../../../panels/evaluations/my-evaluations.ts';
import type { MyEvaluation, MyEvaluations } from '../../../panels/evaluations/my-evaluations.ts';
import { RateBar } from '../../../panels/evaluations/rate-bar.tsx';
import type { JudgementFragment } from '../../../graphql/generated/graphql.ts';
import styles from './trace.module.css';

export interface EvaluationsTabProps {
  /** Of the span (and, at the root, of the trace as a whole). */
  readonly evaluations: readonly JudgementFragment[];
  /** What the reader's own verdict is kept under. */
  readonly judged: string;
  readonly mine: MyEvaluations;
  /** Counts the presses of the key that rates: each gives the stars the keyboard. */
  readonly asked: number;
}

/** Verdicts on a span, and the reader's own. While it is in sight, 1 to 5, y and x rate. */
export function EvaluationsTab({ evaluations, judged, mine, asked }: EvaluationsTabProps) {
  const [isCommenting, setCommenting] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked > 0) bar.current?.querySelector('button')?.focus();
  }, [asked]);
  const saved = evaluations.find(({ externalId }) => externalId === myEvaluationId(judged));
  const held = mine.held.get(judged);
  const verdict =
    saved === undefined
      ? held
      : {
          rating: held?.rating ?? saved.rating ?? undefined,
          success: held?.success ?? saved.success ?? undefined,
          comment: held?.comment ?? saved.comment ?? undefined,
        };
  const judge = (change: MyEvaluation) => mine.judge(judged, change);
  useKeys('Rate this span', {
    1: { says: 'rate 1 of 5', run: () => judge({ rating: 1 }) },
    2: { says: 'rate 2 of 5', run: () => judge({ rating: 2 }) },
    3: { says: 'rate 3 of 5', run: () => judge({ rating: 3 }) },
    4: { says: 'rate 4 of 5', run: () => judge({ rating: 4 }) },
    5: { says: 'rate 5 of 5', run: () => judge({ rating: 5 }) },
    y: { says: 'success', run: () => judge({ success: true }) },
    x: { says: 'failure', run: () => judge({ success: false }) },
    u: { says: 'take the last verdict back', run: mine.undo },
  });
  return (
    <div className={styles.chat}>
      <div ref={bar} className={styles.rateBar}>
        <RateBar
          mine={verdict}
          isWaiting={mine.waiting.has(judged)}
          onJudge={judge}
          onComment={() => setCommenting(true)}
          onUndo={mine.undo}
        />
      </div>
      {evaluations.length === 0 && held === undefined && (
        <p className={styles.note}>Nobody has judged this span yet. Rate it here, or send evaluations with its trace and span id.</p>
      )}
      <Judgements evaluations={evaluations} mine={held} isWaiting={mine.waiting.has(judged)} judged={judged} />
      {isCommenting && (
        <CommentDialog initial={verdict?.comment ?? ''} onSave={(comment) => judge({ comment })} onClose={() => setCommenting(false)} />
      )}
    </div>
  );
}
