import { Link } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useIsNarrow } from '../../controls/narrow.ts';
import { keepView } from '../../controls/use-view.ts';
import type { View } from '../../controls/view.ts';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { CopyButton } from '../../primitives/copy.tsx';
import { trajectoryWords } from '../../panels/meaning/words.ts';
import { NoPrice } from '../../panels/messages/no-price.tsx';
import { visible } from 'ui-kit/visible';
import { Fact } from '../../primitives/fact.tsx';
import { Moment } from '../../primitives/moment.tsx';
import type { ConversationHead } from './conversation-data.ts';
import { totalsOf } from './totals.ts';
import styles from './conversation.module.css';

/** Traces that are linked here; each message links to its own. */
const MOST_TRACES = 4;

/** The conversation as a whole: who, when, how much, and what it was part of. Folded on a phone. */
export function Side(props: SideProps) {
  const isNarrow = useIsNarrow();
  if (!isNarrow) return <SidePanels {...props} />;
  return (
    <details className={styles.sideFold}>
      <summary>About this conversation</summary>
      <SidePanels {...props} />
    </details>
  );
}

interface SideProps {
  readonly head: ConversationHead;
  readonly turns: readonly TurnFragment[];
  readonly hasMore: boolean;
}

function SidePanels({ head, turns, hasMore }: SideProps) {
  const locale = useLocale();
  const totals = totalsOf(turns);
  const unpriced = [...new Set(turns.flatMap(({ cost, model }) => (cost.gap === 'NO_PRICE' && model != null ? [model] : [])))];
  const traces = [...new Set(turns.flatMap(({ trace }) => (trace == null ? [] : [trace.id])))];
  const by =
    (narrowed: View) =>
    (held: object): View => ({ ...keepView(held), ...narrowed });
  return (
    <div className={styles.side}>
      <Panel title="Conversation" hint={hasMore ? 'tokens and tools so far' : undefined}>
        <dl className={styles.facts}>
          <Fact label="messages" isFigure>
            {format(head.messageCount, 'count', locale)}
          </Fact>
          <Fact label="cost" isFigure>
            {head.costUsd == null && unpriced.length > 0 ? null : format(head.costUsd, 'usd', locale)}
            {unpriced.map((model) => (
              <span key={model} className={styles.unpriced}>
                <NoPrice model={model} />
              </span>
            ))}
          </Fact>
          <Fact label="in / cached / out" isFigure>
            {[totals.inputTokens, totals.cacheReadTokens, totals.outputTokens].map((count) => format(count, 'count', locale)).join(' / ')}
          </Fact>
          <Fact label="time spent answering" isFigure>
            {format(totals.latencyMs, 'ms', locale)}
          </Fact>
          <Fact label="tool calls" isFigure>
            {format(totals.toolCalls, 'count', locale)}
            {totals.failedToolCalls > 0 && <span className={styles.bad}> {totals.failedToolCalls} failed</span>}
          </Fact>
          {head.trajectory != null && <Fact label="course">{trajectoryWords[head.trajectory].toLowerCase()}</Fact>}
          <Fact label="started">
            <Moment at={head.startedAt} />
          </Fact>
          <Fact label="last message">
            <Moment at={head.lastMessageAt} />
          </Fact>
        </dl>
      </Panel>
      <Panel title="Part of">
        <dl className={styles.facts}>
          <Fact label="channel">{head.widget ? 'widget' : 'chat'}</Fact>
          {head.userId != null && <Fact label="user">{visible(head.userId)}</Fact>}
          {head.environment != null && (
            <Fact label="environment">
              <Link to="/messages" search={by({ environment: [head.environment] })}>
                {visible(head.environment)}
              </Link>
            </Fact>
          )}
          {head.sessionId != null && (
            <Fact label="session">
              <Link to="/messages" search={by({ session: [head.sessionId] })}>
                {visible(head.sessionId)}
              </Link>
              {traces.length > 0 && (
                <Link to="/sessions/$sessionId" params={{ sessionId: head.sessionId }} search={keepView} className={styles.sideTrace}>
                  timeline
                </Link>
              )}
            </Fact>
          )}
          {head.experimentName != null && (
            <Fact label="experiment">
              <Link to="/" search={by({ experiment: [head.experimentName] })}>
                {visible(head.experimentName)}
              </Link>
            </Fact>
          )}
          {head.variant != null && <Fact label="variant">{visible(head.variant)}</Fact>}
          {traces.length > 0 && (
            <Fact label={traces.length === 1 ? 'trace' : 'traces'}>
              {traces.slice(0, MOST_TRACES).map((id) => (
                <Link key={id} to="/traces/$traceId" params={{ traceId: id }} search={keepView} className={styles.sideTrace} title={id}>
                  {id.slice(0, 8)}…
                </Link>
              ))}
              {traces.length > MOST_TRACES && ` and ${traces.length - MOST_TRACES} more`}
            </Fact>
          )}
        </dl>
        <div className={styles.sideFoot}>
          <CopyButton text={head.externalId} label="Copy id" />
        </div>
      </Panel>
    </div>
  );
}
