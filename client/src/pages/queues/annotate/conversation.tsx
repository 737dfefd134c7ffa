import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../../controls/use-view.ts';
import type { QueueTaskCardFragment } from '../../../graphql/generated/graphql.ts';
import { WrittenText } from '../../../panels/texts/written-text.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import styles from './annotate.module.css';

type Shown = NonNullable<QueueTaskCardFragment['message']>;

/** What led to the message, and the message itself. */
export function Conversation({
  task,
  head,
}: {
  readonly task: QueueTaskCardFragment;
  readonly head: RefObject<HTMLHeadingElement | null>;
}) {
  const { message, context, traceId, conversationId } = task;
  return (
    <section className={styles.conversation} aria-label="Conversation">
      <header className={styles.head}>
        <h2 ref={head} tabIndex={-1} className={styles.title}>
          Message {task.position + 1}
        </h2>
        <span className={styles.links}>
          {conversationId != null && (
            <Link to="/conversations/$conversationId" params={{ conversationId }} search={keepView}>
              Conversation
            </Link>
          )}
          {traceId != null && (
            <Link to="/traces/$traceId" params={{ traceId }} search={keepView}>
              Trace
            </Link>
          )}
        </span>
      </header>
      {context.map((earlier, place) => (
        <Turn key={place} message={earlier} />
      ))}
      {message == null ? <p className="quiet">The message was deleted meanwhile. Skip it.</p> : <Turn message={message} isJudged />}
    </section>
  );
}

function Turn({
  message: { role, content, createdAt, errorType, tools },
  isJudged = false,
}: {
  readonly message: Shown;
  readonly isJudged?: boolean;
}) {
  return (
    <article className={styles.turn} data-judged={isJudged || undefined} aria-label={isJudged ? 'Message to judge' : undefined}>
      <p className={styles.who}>
        <span>{role.toLowerCase()}</span>
        <Moment at={createdAt} precision="second" />
        {errorType != null && <Badge tone="bad">{visible(errorType)}</Badge>}
        {tools.length > 0 && <span>called {visible(tools.join(', '))}</span>}
      </p>
      {content.trim() === '' ? <p className="quiet">(no text)</p> : <WrittenText text={content} />}
    </article>
  );
}
