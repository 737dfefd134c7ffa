import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { keepView } from '../../controls/use-view.ts';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { visible } from 'ui-kit/visible';
import { CostButton } from '../../panels/messages/cost-button.tsx';
import { Judgements } from '../../panels/evaluations/judgements.tsx';
import { myEvaluationId } from '../../panels/evaluations/my-evaluations.ts';
import type { MyEvaluation } from '../../panels/evaluations/my-evaluations.ts';
import { Parts } from '../../panels/texts/parts.tsx';
import { RateBar } from '../../panels/evaluations/rate-bar.tsx';
import { MessageText } from './message-text.tsx';
import { Feelings } from './feelings.tsx';
import { ToolCalls } from './tool-calls.tsx';
import styles from './conversation.module.css';

export interface TurnProps {
  readonly turn: TurnFragment;
  readonly isActive: boolean;
  readonly mine: MyEvaluation | undefined;
  /** Not sent yet: it can be taken back. */
  readonly isWaiting: boolean;
  readonly onActive: (externalId: string) => void;
  readonly onJudge: (externalId: string, change: MyEvaluation) => void;
  readonly onComment: (externalId: string) => void;
  readonly onUndo: () => void;
  readonly onLink: (externalId: string) => void;
}

/** One message of the exchange, with what it cost and what was thought of it. */
export const Turn = memo(function Turn(props: TurnProps) {
  const { turn, isActive, mine, isWaiting, onActive } = props;
  const verdict = verdictOf(turn, mine);
  const isAnswer = turn.role === 'ASSISTANT';
  return (
    <article
      className={styles.turn}
      data-role={turn.role}
      data-active={isActive || undefined}
      id={`message-${turn.externalId}`}
      aria-label={`${turn.role.toLowerCase()} message`}
      tabIndex={-1}
      onFocus={() => {
        if (isAnswer) onActive(turn.externalId);
      }}
      onClick={() => {
        if (isAnswer) onActive(turn.externalId);
      }}
    >
      <header className={styles.turnHead}>
        <b>{turn.role.toLowerCase()}</b>
        {turn.model != null && <span>{visible(turn.model)}</span>}
        {turn.errorType != null && <Badge tone="bad">{turn.errorType}</Badge>}
        {turn.trace != null && (
          <Link
            to="/traces/$traceId"
            params={{ traceId: turn.trace.id }}
            search={(held) => ({ ...keepView(held), span: turn.spanId ?? undefined })}
            className={styles.turnTrace}
            preload={false}
          >
            trace
          </Link>
        )}
        {isAnswer && (
          <Link
            to="/playground"
            search={(held) => ({ ...keepView(held), message: turn.externalId })}
            className={styles.turnTrace}
            preload={false}
          >
            playground
          </Link>
        )}
        <span className={styles.turnTime}>
          <Moment at={turn.createdAt} precision="second" />
        </span>
        <IconButton icon="link" label="Copy a link to this message" onClick={() => props.onLink(turn.externalId)} />
      </header>
      <Feelings of={turn} />
      <MessageText turn={turn} />
      <Parts sent={turn.parts} />
      <ToolCalls calls={turn.toolCalls} />
      <Judgements evaluations={turn.evaluations} mine={mine} isWaiting={isWaiting} judged={turn.externalId} />
      {isAnswer && (
        <footer className={styles.turnFoot}>
          <Figures turn={turn} />
          <RateBar
            mine={verdict}
            isWaiting={isWaiting}
            onJudge={(change) => props.onJudge(turn.externalId, change)}
            onComment={() => props.onComment(turn.externalId)}
            onUndo={props.onUndo}
          />
        </footer>
      )}
    </article>
  );
});

/** The verdict of this dashboard on the message: what is held here, over what was saved before. */
function verdictOf(turn: TurnFragment, held: MyEvaluation | undefined): MyEvaluation | undefined {
  const saved = turn.evaluations.find((one) => one.externalId === myEvaluationId(turn.externalId));
  if (saved === undefined) return held;
  return {
    rating: held?.rating ?? saved.rating ?? undefined,
    success: held?.success ?? saved.success ?? undefined,
    comment: held?.comment ?? saved.comment ?? undefined,
  };
}

function Figures({ turn }: { readonly turn: TurnFragment }) {
  const locale = useLocale();
  const figures = [
    turn.latencyMs == null ? null : format(turn.latencyMs, 'ms', locale),
    turn.timeToFirstTokenMs == null ? null : `first token ${format(turn.timeToFirstTokenMs, 'ms', locale)}`,
    turn.inputTokens == null
      ? null
      : `${format(turn.inputTokens, 'count', locale)} in${turn.cacheReadTokens ? ` (${format(turn.cacheReadTokens, 'count', locale)} cached)` : ''}`,
    turn.outputTokens == null ? null : `${format(turn.outputTokens, 'count', locale)} out`,
  ].filter((text) => text !== null);
  return (
    <div className={styles.figures}>
      {figures.map((text) => (
        <span key={text}>{text}</span>
      ))}
      <CostButton
        externalId={turn.externalId}
        costUsd={turn.costUsd ?? null}
        unpricedModel={turn.cost.gap === 'NO_PRICE' ? (turn.model ?? null) : null}
      />
    </div>
  );
}
