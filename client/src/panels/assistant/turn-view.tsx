import { lazy, Suspense, useCallback, useId } from 'react';
import type { ReactNode } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { Button, IconButton } from '../../primitives/button.tsx';
import type { Arguments } from './command-fields.ts';
import { CellNumber } from './cell-number.tsx';
import { OwnLink } from './own-link.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { ToolUse } from './tool-use.tsx';
import { TurnFailure } from './turn-failure.tsx';
import { shownParts } from './turns.ts';
import type { Part, ShownTurn } from './turns.ts';
import type { Operation, Proposal } from './types.ts';
import type { Conversation } from './use-conversation.ts';
import styles from './assistant.module.css';

const AnswerText = lazy(() => import('./answer-text.tsx'));

export interface TurnViewProps {
  readonly turn: ShownTurn;
  readonly conversation: Conversation;
  /** The viewer's own, in which nothing runs: it can be asked in. */
  readonly mayAsk: boolean;
  readonly onRun: (tool: string, args: Arguments) => void;
  /** Opens what was asked to be changed and asked again. */
  readonly onEdit: (turn: ShownTurn) => void;
  /** Opens the form of a command. */
  readonly onCommand: (text: string) => void;
  readonly onBranch: (turnId: string) => void;
}

/** What was asked, and the answer in its parts. */
export function TurnView({ turn, conversation, mayAsk, onRun, onEdit, onCommand, onBranch }: TurnViewProps) {
  const id = useId();
  const { asked, place, status, parts } = turn;
  const isOwn = conversation.row?.isOwn ?? true;
  const isRunning = status === 'RUNNING';
  return (
    <article id={`assistant-${turn.id}`} className={styles.entry} aria-labelledby={id} aria-busy={isRunning || undefined}>
      <header className={styles.entryHead}>
        <h2 id={id} className={styles.asked}>
          {visible(headingOf(turn))}
        </h2>
        <span className={styles.entryActs}>
          <Versions turn={turn} onShow={conversation.show} />
          {isOwn && mayAsk && <IconButton icon="edit" label={`Edit “${asked.slice(0, 60)}”`} onClick={() => onEdit(turn)} />}
        </span>
      </header>
      {place != null && (
        <p className={styles.place}>
          Looking at <OwnLink path={place.path}>{visible(place.title || place.path)}</OwnLink>
        </p>
      )}
      <TurnParts turn={turn} conversation={conversation} onRun={mayAsk ? onRun : undefined} onCommand={onCommand} />
      {isRunning && parts.length === 0 && <p className={styles.waiting}>The answer is being made</p>}
      {status === 'STOPPED' && <p className="quiet">Stopped. What stands here is not the whole answer.</p>}
      {status === 'FAILED' && <TurnFailure turn={turn} onRetry={isOwn && mayAsk ? () => conversation.retry(turn.id) : undefined} />}
      <footer className={styles.turnFoot}>
        <TurnCost turn={turn} />
        {isRunning && isOwn && (
          <Button icon="pause" onClick={() => conversation.stop(turn.id)}>
            Stop
          </Button>
        )}
        {!isRunning && (
          <span className={styles.entryActs}>
            {isOwn && mayAsk && status !== 'FAILED' && (
              <Button tone="bare" onClick={() => conversation.retry(turn.id)}>
                Retry
              </Button>
            )}
            <Button tone="bare" onClick={() => onBranch(turn.id)}>
              Branch
            </Button>
            {isOwn && <Rating turn={turn} onRate={conversation.rate} />}
          </span>
        )}
      </footer>
    </article>
  );
}

/** What was asked; of a command the title of its tool, since the call stands below. */
function headingOf({ kind, asked, parts }: ShownTurn): string {
  const [tool] = kind === 'COMMAND' ? parts.filter((part) => part.__typename === 'AssistantToolUse') : [];
  return tool?.__typename === 'AssistantToolUse' ? tool.title : asked;
}

interface PartsProps {
  readonly turn: ShownTurn;
  readonly conversation: Conversation;
  readonly onRun: TurnViewProps['onRun'] | undefined;
  readonly onCommand: (text: string) => void;
}

function TurnParts({ turn, conversation, onRun, onCommand }: PartsProps) {
  const { id, kind, status } = turn;
  const parts = shownParts(turn);
  const conversationId = turn.conversation.id;
  const number = useCallback(
    (cell: string, shown: ReactNode) => (
      <CellNumber conversationId={conversationId} cell={cell}>
        {shown}
      </CellNumber>
    ),
    [conversationId],
  );
  const code = useCallback(
    (text: string) =>
      /^\/[a-z][\w-]*( [\w-]+)?$/.test(text) ? (
        <button type="button" className={styles.commandName} onClick={() => onCommand(text)}>
          {text}
        </button>
      ) : (
        <code>{visible(text)}</code>
      ),
    [onCommand],
  );
  const draw = (part: Part, place: number) => {
    switch (part.__typename) {
      case 'AssistantText':
        if (part.text.trim() === '' && part.withheldCount === 0) return null;
        return (
          <Suspense key={place} fallback={<p>{visible(part.text)}</p>}>
            <AnswerText
              text={part.text}
              numbers={part.numbers}
              isOpen={status === 'RUNNING' && place === parts.length - 1}
              number={number}
              code={code}
            />
            {part.withheldCount > 0 && (
              <p className="quiet small">
                {part.withheldCount === 1 ? 'One sentence is' : `${part.withheldCount} sentences are`} not shown: a number in it stands in
                no result.
              </p>
            )}
          </Suspense>
        );
      case 'AssistantToolUse':
        return <ToolUse key={place} conversationId={conversationId} part={part} isOpen={kind !== 'MODEL'} onRun={onRun} />;
      case 'AssistantProposal': {
        const { proposalId, cardState, refusedWith } = part;
        return (
          <ProposalCard
            key={place}
            proposal={proposalOf(part)}
            state={conversation.settling.includes(proposalId) ? 'BUSY' : cardState}
            message={refusedWith ?? null}
            mayDecide={conversation.row?.isOwn ?? true}
            onConfirm={() => conversation.settle(id, proposalId, true)}
            onDecline={() => conversation.settle(id, proposalId, false)}
            onUndo={() => conversation.undo(id, proposalId)}
          />
        );
      }
      case 'AssistantNotice':
        return (
          <p key={place} className={styles.notice}>
            {visible(part.message)} {part.path != null && <OwnLink path={part.path}>Open the page</OwnLink>}
          </p>
        );
      default:
        return null;
    }
  };
  return <>{parts.map(draw)}</>;
}

function proposalOf(part: Extract<Part, { __typename: 'AssistantProposal' }>): Proposal {
  return {
    id: part.proposalId,
    title: part.title,
    changes: part.changes as Proposal['changes'],
    touches: part.touches as Proposal['touches'],
    mutation: part.mutation as Operation,
    isUndoable: part.isUndoable,
  };
}

function Versions({ turn, onShow }: { readonly turn: ShownTurn; readonly onShow: (turnId: string) => void }) {
  const versions = turn.versions ?? [];
  const place = versions.findIndex(({ id }) => id === turn.id);
  if (versions.length < 2 || place < 0) return null;
  const to = (step: number) => versions[place + step]?.id;
  return (
    <span className={styles.versions}>
      <IconButton icon="left" label="Version before" disabled={to(-1) === undefined} onClick={() => onShow(to(-1) ?? turn.id)} />
      <span className="mono">
        {place + 1}/{versions.length}
      </span>
      <IconButton icon="right" label="Next version" disabled={to(1) === undefined} onClick={() => onShow(to(1) ?? turn.id)} />
    </span>
  );
}

function Rating({ turn: { id, rating }, onRate }: { readonly turn: ShownTurn; readonly onRate: Conversation['rate'] }) {
  const press = (value: 'GOOD' | 'BAD') => onRate(id, rating === value ? null : value);
  return (
    <span role="group" aria-label="Was it right and of use?">
      <Button tone="bare" aria-pressed={rating === 'GOOD'} onClick={() => press('GOOD')}>
        Good
      </Button>
      <Button tone="bare" aria-pressed={rating === 'BAD'} onClick={() => press('BAD')}>
        Bad
      </Button>
    </span>
  );
}

/** The model that answered, its tokens and what it cost; nothing where no model was asked. */
function TurnCost({ turn: { model, modelReason, inputTokens, outputTokens, callCount, costUsd, traceId } }: { readonly turn: ShownTurn }) {
  const locale = useLocale();
  if (model == null) return <span className={styles.cost} />;
  const parts = [
    `${model}${modelReason === 'FALLBACK' ? ', in place of one that failed' : ''}`,
    // Until its first call has ended nothing is known of them.
    ...(callCount === 0
      ? []
      : [
          `${format(inputTokens, 'count', locale)} + ${format(outputTokens, 'tokens', locale)}`,
          costUsd == null ? 'no price known' : format(costUsd, 'usd', locale),
        ]),
  ];
  return (
    <span className={styles.cost}>
      {parts.join(' · ')}
      {traceId != null && (
        <>
          {' · '}
          <OwnLink path={`/traces/${traceId}`}>trace</OwnLink>
        </>
      )}
    </span>
  );
}
