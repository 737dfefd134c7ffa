import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { stars } from '../../controls/view.ts';
import { May } from '../../controls/viewer.ts';
import type { JudgedMessageFragment, MessageJudgmentInput } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { useJudge } from './use-judge.ts';
import styles from './judgments.module.css';

export interface MessageCardProps {
  readonly message: JudgedMessageFragment;
  readonly tags: readonly string[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onJudged: () => void;
}

/** A judged message: what was thought of it by whom, where it stands, and the viewer's own judgment. */
export function MessageCard({ message, tags, isChosen, onChoose, onJudged }: MessageCardProps) {
  const { externalId, createdAt, model, traceId, contentPreview, conversation, evaluations, ownJudgment } = message;
  const [isCorrecting, setCorrecting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { judge, isSending } = useJudge(onJudged);
  const say = async (judgment: Omit<MessageJudgmentInput, 'messageExternalId'>) => {
    const rejected = await judge([{ messageExternalId: externalId, ...judgment }]);
    setProblem(rejected?.[0]?.reason ?? null);
  };
  const text = contentPreview.trim() || '(no text)';
  return (
    <article className={styles.card} aria-label={`Message ${externalId}`}>
      <header className={styles.head}>
        <input type="checkbox" checked={isChosen} onChange={onChoose} aria-label={`Choose message ${externalId}`} />
        <Moment at={createdAt} precision="second" />
        <span>{visible(model ?? '')}</span>
        <span className={styles.links}>
          <Link
            to="/conversations/$conversationId"
            params={{ conversationId: conversation.externalId }}
            search={(held) => ({ ...keepView(held), message: externalId })}
          >
            Conversation
          </Link>
          {traceId != null && (
            <Link to="/traces/$traceId" params={{ traceId }} search={keepView}>
              Trace
            </Link>
          )}
        </span>
      </header>
      <p className={styles.text}>{visible(text)}</p>
      <ul className={styles.judgments} aria-label="Judgments">
        {evaluations.map((one) => (
          <li key={one.id}>
            <span className={styles.by}>{visible(one.evaluator ?? one.evaluatorKind.toLowerCase())}</span>
            {one.name != null && (
              <span>
                {visible(one.name)}: {visible(one.label ?? String(one.value ?? ''))}
              </span>
            )}
            {one.rating != null && <span>{one.rating} of 5</span>}
            {one.success != null && <Badge tone={one.success ? 'good' : 'bad'}>{one.success ? 'success' : 'failure'}</Badge>}
            {one.failureTags.map((tag) => (
              <Badge key={tag}>{visible(tag)}</Badge>
            ))}
            {one.comment != null && <span className={styles.comment}>{visible(one.comment)}</span>}
            {one.correctedOutput != null && <span className={styles.comment}>should say: {visible(one.correctedOutput)}</span>}
          </li>
        ))}
      </ul>
      <May permission="JUDGE">
        <div className={styles.acts} role="group" aria-label="Your judgment">
          <span className={styles.by}>you</span>
          <span role="group" aria-label="Rate" className={styles.stars}>
            {stars.map((star) => (
              <button
                key={star}
                type="button"
                disabled={isSending}
                aria-pressed={ownJudgment?.rating === star}
                aria-label={`${star} of 5`}
                onClick={() => void say({ rating: ownJudgment?.rating === star ? null : star })}
              >
                {star}
              </button>
            ))}
          </span>
          <Button
            tone="bare"
            disabled={isSending}
            aria-pressed={ownJudgment?.success === true}
            onClick={() => void say({ success: ownJudgment?.success === true ? null : true })}
          >
            Success
          </Button>
          <Button
            tone="bare"
            disabled={isSending}
            aria-pressed={ownJudgment?.success === false}
            onClick={() => void say({ success: ownJudgment?.success === false ? null : false })}
          >
            Failure
          </Button>
          <Button tone="bare" icon="edit" onClick={() => setCorrecting(true)}>
            Tag, comment, correct
          </Button>
        </div>
      </May>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      {isCorrecting && <CorrectDialog message={message} tags={tags} onSaved={onJudged} onClose={() => setCorrecting(false)} />}
    </article>
  );
}
