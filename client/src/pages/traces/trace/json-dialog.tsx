import { useState } from 'react';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceJsonDocument, TraceSpanJsonDocument } from '../../../graphql/generated/graphql.ts';
import { askOnce } from '../../../graphql/live.ts';
import type { Answer, LiveSource } from '../../../graphql/live.ts';
import { useLive } from '../../../graphql/use-live.ts';
import { Button } from '../../../primitives/button.tsx';
import { CopyButton } from '../../../primitives/copy.tsx';
import { Dialog } from '../../../primitives/dialog.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { JsonView } from '../../../panels/texts/json-view.tsx';
import styles from './trace.module.css';

export interface JsonDialogProps {
  readonly traceId: string;
  readonly spanId: string | null;
  readonly spanCount: number;
  readonly onClose: () => void;
}

/** How many spans are there, of a trace that is still being read; or all of it. */
type Json = { readonly count: number } | { readonly json: unknown };

const PAGE_SIZE = 200;
/** A trace with more spans is saved as a file: it is too long to read here, and drawing it would take long. */
const MOST_SHOWN = 500;
const whats = [
  { value: 'span', label: 'This span' },
  { value: 'trace', label: 'Whole trace' },
] as const;

/** One span, or the whole trace, as the JSON that the API gives: to be read, copied or saved. */
export default function JsonDialog({ traceId, spanId, spanCount, onClose }: JsonDialogProps) {
  const client = useClient();
  const [what, setWhat] = useState<'span' | 'trace'>(spanId === null ? 'trace' : 'span');
  const { data, isStale, failure, reload } = useLive(
    what === 'span' && spanId !== null ? spanJson(client, traceId, spanId) : traceJson(client, traceId),
  );
  const read = data === null || isStale ? { count: 0 } : data;
  const name = what === 'span' ? `span-${spanId}` : `trace-${traceId}`;
  const isTooLong = what === 'trace' && spanCount > MOST_SHOWN;
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="As JSON"
      actions={
        'json' in read && (
          <>
            {!isTooLong && <CopyButton text={JSON.stringify(read.json, null, 2)} />}
            <Button onClick={() => saveJson(name, read.json)}>Save as file</Button>
          </>
        )
      }
    >
      {spanId !== null && (
        <div className={styles.diffHead}>
          <Segmented label="What" value={what} options={whats} onChoose={setWhat} />
        </div>
      )}
      <div className={styles.jsonBox}>
        {failure !== null ? (
          <ErrorState message={failure} onRetry={reload} />
        ) : 'count' in read ? (
          <>
            <Skeleton shape="rows" height={180} label="The JSON is loading" />
            {read.count > 0 && (
              <p className={styles.note} role="status">
                {read.count} of {spanCount} spans
              </p>
            )}
          </>
        ) : isTooLong ? (
          <EmptyState says={`All ${spanCount} spans are here.`} how="That is too much to be read on a page: save it as a file." />
        ) : (
          <JsonView value={read.json} openLevels={2} />
        )}
      </div>
    </Dialog>
  );
}

function spanJson(client: Client, traceId: string, spanId: string): LiveSource<Json> {
  return {
    key: `span ${spanId}`,
    ask: askOnce<Json>(async () => {
      const { data, error } = await client
        .query(asDocument(TraceSpanJsonDocument), { traceId, spanId }, { requestPolicy: 'network-only' })
        .toPromise();
      if (data?.trace?.span == null) return { failure: error === undefined ? 'This span is not here any more.' : failureWords(error) };
      return { value: { json: data.trace.span.json } };
    }),
  };
}

/** Page by page, until all are there or the reader has left. */
function traceJson(client: Client, id: string): LiveSource<Json> {
  return {
    key: 'trace',
    ask: (_held, give) => {
      let isWanted = true;
      void readTrace(client, id, (count) => {
        if (isWanted) give({ value: { count }, isLast: false });
        return isWanted;
      }).then(give);
      return () => {
        isWanted = false;
      };
    },
  };
}

async function readTrace(client: Client, id: string, onCount: (count: number) => boolean): Promise<Answer<Json>> {
  const spans: unknown[] = [];
  for (let after: string | null = null; ;) {
    const { data, error }: Awaited<ReturnType<typeof page>> = await page(client, id, after);
    if (data?.trace == null) return { failure: error === undefined ? 'This trace is not here any more.' : failureWords(error) };
    const { spans: found, ...head } = data.trace;
    for (const { node } of found.edges) spans.push(node.json);
    after = found.pageInfo.endCursor ?? null;
    if (!found.pageInfo.hasNextPage || after === null || !onCount(spans.length))
      return { value: { json: { ...head, spans } }, isLast: true };
  }
}

const page = (client: Client, id: string, after: string | null) =>
  client.query(asDocument(TraceJsonDocument), { id, first: PAGE_SIZE, after }, { requestPolicy: 'network-only' }).toPromise();

function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.json`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
