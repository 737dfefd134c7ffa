import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useKeys } from '../app/keys.ts';
import { keepView } from '../controls/use-view.ts';
import { Moment } from '../primitives/moment.tsx';
import type { MessageRowFragment } from '../graphql/generated/graphql.ts';
import type { MessageList } from './message-list.ts';
import { RatingMark } from './rating-mark.tsx';
import { useIsNarrow } from '../controls/narrow.ts';
import styles from './messages.module.css';

const ROW_PX = 34;
const CARD_PX = 94;

const heads = ['Time', 'Role', 'Model', 'Content', 'Conversation', 'Tokens in, out', 'Latency', 'Cost', 'Rating'] as const;

/** Messages newest first; only the rows in view are drawn. j and k move, Enter opens the conversation at that message. */
export function MessageTable({ list }: { readonly list: MessageList }) {
  const entries = list.entries ?? [];
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const rows = useVirtualizer({
    count: entries.length, getScrollElement: () => scroller.current, estimateSize: () => (isNarrow ? CARD_PX : ROW_PX), overscan: 12,
    getItemKey: (index) => entries[index]?.node.id ?? index,
  });
  useEffect(() => { rows.measure(); }, [rows, isNarrow]);
  const { loadMore } = list;
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => { if (lastShown >= entries.length - 20) loadMore(); }, [lastShown, entries.length, loadMore]);
  const move = useCallback((to: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, to));
    setActive(next);
    rows.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true })));
  }, [entries.length, rows]);
  useKeys('Messages', {
    j: { says: 'next message', run: () => move(active + 1) },
    k: { says: 'message before', run: () => move(active - 1) },
    Enter: { says: 'open the conversation', run: () => scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] a`)?.click() },
  });
  return (
    <div className={styles.scroller} ref={scroller} data-refreshing={list.isRefreshing || undefined}>
      <div role="table" aria-label="Messages" aria-rowcount={list.hasMore ? -1 : entries.length + 1} aria-busy={list.isRefreshing || undefined} className={styles.table}>
        <div role="row" className={styles.headRow} aria-rowindex={1}>
          {heads.map((head, place) => <span key={head} role="columnheader" data-numeric={(place >= 5 && place <= 7) || undefined}>{head}</span>)}
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start, key, size }) => {
            const entry = entries[index];
            return entry === undefined ? null : (
              <div key={key} role="row" aria-rowindex={index + 2} data-index={index} data-active={index === active || undefined} className={styles.row} style={{ height: size, transform: `translateY(${start}px)` }} onFocus={() => setActive(index)}>
                <Cells message={entry.node} />
              </div>
            );
          })}
        </div>
        {list.isLoadingMore && <p className={styles.foot} role="status">Loading more</p>}
        {!list.hasMore && entries.length > 0 && <p className={styles.foot}>That is all of them.</p>}
      </div>
    </div>
  );
}

function Cells({ message }: { readonly message: MessageRowFragment }) {
  const locale = useLocale();
  const failedTool = message.toolCalls.find((call) => call.success === false);
  return (
    <>
      <span role="cell" className={styles.time}><Moment at={message.createdAt} precision="second" /></span>
      <span role="cell" className={styles.role} data-role={message.role}>{message.role.toLowerCase()}</span>
      <span role="cell" className={styles.model} title={message.model ?? undefined}>{message.model ?? ''}</span>
      <span role="cell" className={styles.content}>
        {message.errorType != null && <Badge tone="bad">{message.errorType}</Badge>}
        {message.errorType == null && failedTool !== undefined && <Badge tone="warn" title="A tool call failed">{failedTool.name} failed</Badge>}
        <Link
          to="/conversations/$conversationId" params={{ conversationId: message.conversation.externalId }}
          search={((held: object) => ({ ...keepView(held), message: message.externalId })) as never} className={styles.open} preload={false}
        >
          {message.contentPreview.trim() || contentless(message)}
        </Link>
      </span>
      <span role="cell" className={styles.conversation} title={message.conversation.externalId}>{message.conversation.externalId}</span>
      <span role="cell" className={styles.number}>{tokensOf(message, locale)}</span>
      <span role="cell" className={styles.number}>{message.latencyMs == null ? '' : format(message.latencyMs, 'ms', locale)}</span>
      <span role="cell" className={styles.number}>{message.costUsd == null ? '' : format(message.costUsd, 'usd', locale)}</span>
      <span role="cell" className={styles.rating}><RatingMark evaluations={message.evaluations} /></span>
      <span role="cell" className={styles.meta}>{metaOf(message, locale)}</span>
    </>
  );
}

type Reader = Parameters<typeof format>[2];

function tokensOf({ inputTokens, outputTokens }: MessageRowFragment, locale: Reader): string {
  return inputTokens == null && outputTokens == null ? '' : `${format(inputTokens, 'count', locale)}, ${format(outputTokens, 'count', locale)}`;
}

/** The foot of a card: what the columns say where there is room for them. */
function metaOf({ model, latencyMs, costUsd }: MessageRowFragment, locale: Reader): string {
  return [model, latencyMs == null ? null : format(latencyMs, 'ms', locale), costUsd == null ? null : format(costUsd, 'usd', locale)].filter((text) => text != null).join(' · ');
}

/** A message without words: what it did instead. */
function contentless(message: MessageRowFragment): string {
  const names = message.toolCalls.map((call) => call.name);
  return names.length === 0 ? '(no text)' : `called ${names.join(', ')}`;
}
