import { useEffect, useState } from 'react';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useClient } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceJsonDocument, TraceSpanJsonDocument } from '../../../graphql/generated/graphql.ts';
import { Button } from '../../../primitives/button.tsx';
import { CopyButton } from '../../../primitives/copy.tsx';
import { Dialog } from '../../../primitives/dialog.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { JsonView } from './json-view.tsx';
import styles from './trace.module.css';

export interface JsonDialogProps {
  readonly traceId: string;
  readonly spanId: string | null;
  readonly spanCount: number;
  readonly onClose: () => void;
}

type Shown = { readonly state: 'loading'; readonly count: number } | { readonly state: 'failed'; readonly message: string } | { readonly state: 'ready'; readonly value: unknown };
type Client = ReturnType<typeof useClient>;

const PAGE_SIZE = 200;
/** A trace with more spans is saved as a file: nobody reads it here, and drawing it would take long. */
const MOST_SHOWN = 500;
const whats = [{ value: 'span', label: 'This span' }, { value: 'trace', label: 'Whole trace' }] as const;

/** One span, or the whole trace, as the JSON that the API gives: to be read, copied or saved. */
export default function JsonDialog(props: JsonDialogProps) {
  const [what, setWhat] = useState<'span' | 'trace'>(props.spanId === null ? 'trace' : 'span');
  const [round, setRound] = useState(0);
  return <JsonOf key={`${what} ${round}`} {...props} what={what} onWhat={setWhat} onRetry={() => setRound(round + 1)} />;
}

interface JsonOfProps extends JsonDialogProps {
  readonly what: 'span' | 'trace';
  readonly onWhat: (what: 'span' | 'trace') => void;
  readonly onRetry: () => void;
}

function JsonOf({ traceId, spanId, spanCount, what, onWhat, onRetry, onClose }: JsonOfProps) {
  const client = useClient();
  const [shown, setShown] = useState<Shown>({ state: 'loading', count: 0 });
  useEffect(() => {
    let isCurrent = true;
    const asked = what === 'span' && spanId !== null ? spanJson(client, traceId, spanId) : traceJson(client, traceId, (count) => { if (isCurrent) setShown({ state: 'loading', count }); return isCurrent; });
    void asked.then((next) => { if (isCurrent) setShown(next); });
    return () => { isCurrent = false; };
  }, [client, traceId, spanId, what]);
  const name = what === 'span' ? `span-${spanId}` : `trace-${traceId}`;
  const isTooLong = what === 'trace' && spanCount > MOST_SHOWN;
  return (
    <Dialog
      open onClose={onClose} wide title="As JSON"
      actions={shown.state === 'ready' && <>{!isTooLong && <CopyButton text={JSON.stringify(shown.value, null, 2)} />}<Button onClick={() => saveJson(name, shown.value)}>Save as file</Button></>}
    >
      {spanId !== null && <div className={styles.diffHead}><Segmented label="What" value={what} options={whats} onChoose={onWhat} /></div>}
      <div className={styles.jsonBox}>
        {shown.state === 'loading' && <><Skeleton shape="rows" height={180} label="The JSON is loading" />{shown.count > 0 && <p className={styles.note} role="status">{shown.count} of {spanCount} spans</p>}</>}
        {shown.state === 'failed' && <ErrorState message={shown.message} onRetry={onRetry} />}
        {shown.state === 'ready' && (isTooLong ? <EmptyState says={`All ${spanCount} spans are here.`} how="That is too much to be read on a page: save it as a file." /> : <JsonView value={shown.value} openLevels={2} />)}
      </div>
    </Dialog>
  );
}

async function spanJson(client: Client, traceId: string, spanId: string): Promise<Shown> {
  const { data, error } = await client.query(asDocument(TraceSpanJsonDocument), { traceId, spanId }, { requestPolicy: 'network-only' }).toPromise();
  if (data?.trace?.span == null) return { state: 'failed', message: error === undefined ? 'This span is not here any more.' : failureWords(error) };
  return { state: 'ready', value: data.trace.span.json };
}

/** Page by page; `onCount` says how many are there, and gives false when nobody waits any more. */
async function traceJson(client: Client, id: string, onCount: (count: number) => boolean): Promise<Shown> {
  const spans: unknown[] = [];
  for (let after: string | null = null; ;) {
    const { data, error }: Awaited<ReturnType<typeof page>> = await page(client, id, after);
    if (data?.trace == null) return { state: 'failed', message: error === undefined ? 'This trace is not here any more.' : failureWords(error) };
    const { spans: found, ...head } = data.trace;
    for (const { node } of found.edges) spans.push(node.json);
    after = found.pageInfo.endCursor ?? null;
    if (!found.pageInfo.hasNextPage || after === null || !onCount(spans.length)) return { state: 'ready', value: { ...head, spans } };
  }
}

const page = (client: Client, id: string, after: string | null) => client.query(asDocument(TraceJsonDocument), { id, first: PAGE_SIZE, after }, { requestPolicy: 'network-only' }).toPromise();

function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.json`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
