import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { ListTable } from '../../controls/list/list-table.tsx';
import { keepView } from '../../controls/use-view.ts';
import { NoPrice } from '../../panels/messages/no-price.tsx';
import { Moment } from '../../primitives/moment.tsx';
import type { MessageRowFragment } from '../../graphql/generated/graphql.ts';
import type { MessageList } from './message-list.ts';
import { RatingMark } from './rating-mark.tsx';
import { visible } from 'ui-kit/visible';
import styles from './messages.module.css';

const CARD_PX = 94;

const heads = ['Time', 'Role', 'Model', 'Content', 'Conversation', 'Tokens in, out', 'Latency', 'Cost', 'Rating'] as const;

/** Messages newest first; only the rows in view are drawn. j and k move, Enter opens the conversation at that message. */
export function MessageTable({ list }: { readonly list: MessageList }) {
  return (
    <ListTable
      label="Messages"
      noun="message"
      list={list}
      cardPx={CARD_PX}
      opens="open the conversation"
      classes={{ table: styles.table, row: styles.columns }}
      heads={heads.map((head, index) => (
        <span key={head} role="columnheader" data-numeric={(index >= 5 && index <= 7) || undefined}>
          {head}
        </span>
      ))}
      cells={(message) => <Cells message={message} />}
    />
  );
}

function Cells({ message }: { readonly message: MessageRowFragment }) {
  const locale = useLocale();
  const failedTool = message.toolCalls.find((call) => call.success === false);
  return (
    <>
      <span role="cell" className={styles.time}>
        <Moment at={message.createdAt} precision="second" />
      </span>
      <span role="cell" className={styles.role} data-role={message.role}>
        {message.role.toLowerCase()}
      </span>
      <span role="cell" className={styles.model} title={message.model ?? undefined}>
        {visible(message.model ?? '')}
      </span>
      <span role="cell" className={styles.content}>
        {message.errorType != null && <Badge tone="bad">{message.errorType}</Badge>}
        {message.errorType == null && failedTool !== undefined && (
          <Badge tone="warn" title="A tool call failed">
            {visible(failedTool.name)} failed
          </Badge>
        )}
        <Link
          to="/conversations/$conversationId"
          params={{ conversationId: message.conversation.externalId }}
          search={(held) => ({ ...keepView(held), message: message.externalId })}
          className={styles.open}
          preload={false}
        >
          {message.contentPreview.trim() || contentless(message)}
        </Link>
      </span>
      <span role="cell" className={styles.conversation} title={message.conversation.externalId}>
        {message.conversation.externalId}
      </span>
      <span role="cell" className={styles.number}>
        {tokensOf(message, locale)}
      </span>
      <span role="cell" className={styles.number}>
        {message.latencyMs == null ? '' : format(message.latencyMs, 'ms', locale)}
      </span>
      <span role="cell" className={styles.number}>
        {message.costUsd != null ? (
          format(message.costUsd, 'usd', locale)
        ) : message.cost.gap === 'NO_PRICE' ? (
          <NoPrice model={message.model ?? null} />
        ) : (
          ''
        )}
      </span>
      <span role="cell" className={styles.rating}>
        <RatingMark evaluations={message.evaluations} />
      </span>
      <span role="cell" className={styles.meta}>
        {metaOf(message, locale)}
      </span>
    </>
  );
}

type Reader = Parameters<typeof format>[2];

function tokensOf({ inputTokens, outputTokens }: MessageRowFragment, locale: Reader): string {
  return inputTokens == null && outputTokens == null
    ? ''
    : `${format(inputTokens, 'count', locale)}, ${format(outputTokens, 'count', locale)}`;
}

/** The foot of a card: what the columns say where there is room for them. */
function metaOf({ model, latencyMs, costUsd, inputTokens, outputTokens }: MessageRowFragment, locale: Reader): string {
  return [
    model,
    latencyMs == null ? null : format(latencyMs, 'ms', locale),
    inputTokens == null ? null : `${format(inputTokens, 'count', locale)} in`,
    outputTokens == null ? null : `${format(outputTokens, 'count', locale)} out`,
    costUsd == null ? null : format(costUsd, 'usd', locale),
  ]
    .filter((text) => text != null)
    .join(' · ');
}

/** A message without words: what it did instead. */
function contentless(message: MessageRowFragment): string {
  const names = message.toolCalls.map((call) => call.name);
  return names.length === 0 ? '(no text)' : `called ${names.join(', ')}`;
}
