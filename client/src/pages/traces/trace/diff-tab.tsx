import { useMemo, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { TraceSpanInputDocument } from '../../../graphql/generated/graphql.ts';
import type { SpanDetailFragment, SpanTextFragment } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { Select } from '../../../primitives/select.tsx';
import { FoldedText } from './folded-text.tsx';
import type { SpanRow } from './span-rows.ts';
import { folded, lineDiff, messageDiff, wordsOf } from './text-diff.ts';
import type { DiffLine, MessageDiff } from './text-diff.ts';
import styles from './trace.module.css';

/** Earlier calls that can be chosen: a longer list could not be searched by eye. */
const MOST_CHOICES = 40;
const LINES_AROUND = 2;
const OUTPUT = 'output';

export interface DiffTabProps {
  readonly traceId: string;
  readonly span: SpanDetailFragment;
  /** Model calls that began before this span, the last one first. */
  readonly earlier: readonly SpanRow[];
}

/** What this span was given, against what an earlier model call was given, or against its own output. */
export function DiffTab({ traceId, span, earlier }: DiffTabProps) {
  const locale = useLocale();
  const canOutput = span.input != null && span.output != null;
  const choices = [
    ...(span.input == null
      ? []
      : earlier.slice(0, MOST_CHOICES).map((row, index) => ({
          value: row.id,
          label: `${index === 0 ? 'Input of the model call before' : 'Input'}: ${row.name}, at ${format(row.startMs, 'ms', locale)}`,
        }))),
    ...(canOutput ? [{ value: OUTPUT, label: 'Its own output' }] : []),
  ];
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = choices.find(({ value }) => value === wanted)?.value ?? choices[0]?.value;
  if (chosen === undefined) {
    return (
      <EmptyState
        says="There is nothing to compare with."
        how={span.input == null ? 'This span carries no input.' : 'It is the first model call of its trace, and carries no output.'}
      />
    );
  }
  return (
    <div className={styles.chat}>
      <div className={styles.diffHead}>
        <Select label="Compare its input with" value={chosen} options={choices} onChoose={setWanted} />
      </div>
      {chosen === OUTPUT ? (
        <Difference before={span.input ?? null} after={span.output ?? null} />
      ) : (
        <Against traceId={traceId} spanId={chosen} after={span.input ?? null} />
      )}
    </div>
  );
}

function Against({
  traceId,
  spanId,
  after,
}: {
  readonly traceId: string;
  readonly spanId: string;
  readonly after: SpanTextFragment | null;
}) {
  const { data, failure, isStale, reload } = useLiveQuery({ query: TraceSpanInputDocument, variables: { traceId, spanId } });
  if (failure !== null) return <ErrorState message={failure} onRetry={reload} />;
  if (data === null || isStale) return <Skeleton shape="rows" height={160} label="The other input is loading" />;
  return <Difference before={data.trace?.span?.input ?? null} after={after} />;
}

function Difference({ before, after }: { readonly before: SpanTextFragment | null; readonly after: SpanTextFragment | null }) {
  const found = useMemo(() => {
    if (before?.messages != null && after?.messages != null) return { messages: messageDiff(before.messages, after.messages), lines: null };
    return { messages: null, lines: lineDiff(plain(before), plain(after)) };
  }, [before, after]);
  if (before === null || after === null) return <EmptyState says="One of the two carries no text." />;
  const isSame = (found.messages ?? found.lines ?? []).every(({ kind }: { readonly kind: string }) => kind === 'same');
  if (isSame) return <p className={styles.note}>Both say the same.</p>;
  if (found.lines !== null) return <Lines lines={found.lines} />;
  return (
    <>
      {folded(found.messages, 1).map(({ items, isFolded }, index) =>
        isFolded ? <SameMessages key={index} items={items} /> : items.map((item, at) => <Message key={`${index} ${at}`} item={item} />),
      )}
    </>
  );
}

const plain = (content: SpanTextFragment | null): string =>
  content === null ? '' : content.json != null ? JSON.stringify(content.json, null, 2) : (content.text ?? '');
const signs = { same: '', added: 'added', removed: 'removed', changed: 'changed' } as const;

function Message({ item }: { readonly item: MessageDiff }) {
  return (
    <article className={styles.turn} data-diff={item.kind}>
      <header className={styles.turnHead}>
        <span>{[item.message.role.toLowerCase(), signs[item.kind]].filter((text) => text !== '').join(' · ')}</span>
      </header>
      {item.kind === 'changed' ? <Lines lines={item.lines} /> : <FoldedText text={wordsOf(item.message)} isShort={item.kind === 'same'} />}
    </article>
  );
}

function SameMessages({ items }: { readonly items: readonly MessageDiff[] }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <button type="button" className={styles.same} onClick={() => setOpen(true)}>
        {items.length} messages are the same
      </button>
    );
  return (
    <>
      {items.map((item, index) => (
        <Message key={index} item={item} />
      ))}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly DiffLine[] }) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  return (
    <div className={styles.diff} tabIndex={0} role="group" aria-label="Changed lines">
      {folded(lines, LINES_AROUND).map(({ items, isFolded }, index) =>
        isFolded && !opened.has(index) ? (
          <button key={index} type="button" className={styles.same} onClick={() => setOpened(new Set([...opened, index]))}>
            {items.length} lines are the same
          </button>
        ) : (
          items.map((line, at) => (
            <div key={`${index} ${at}`} data-diff={line.kind}>
              <i aria-hidden="true">{line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ''}</i>
              {line.kind !== 'same' && <span className="uk-hidden">{line.kind}: </span>}
              <span>{line.text || ' '}</span>
            </div>
          ))
        ),
      )}
    </div>
  );
}
