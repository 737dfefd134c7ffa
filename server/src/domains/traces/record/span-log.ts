import { compressedLines, joinedLines, RecordLog } from '../../../platform/store/record-log.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { logSpans, markRefused, spanLogQueue, type LogRow } from '../queries/queues.ts';
import { insertSpans, type SpanLines } from './insert.ts';
import { enqueueTraces } from './product.ts';

/** What one commit logs for one workspace. Lines are compressed with zstd. */
export interface LoggedSpans extends SpanLines {
  readonly workspaceId: string;
  readonly traceIds: ReadonlySet<string>;
}

/** Spans of small commits (platform/store/record-log.ts). With their landing their traces are queued to be summed up. */
export type SpanLog = RecordLog<LoggedSpans, LogRow>;

/** Lines as they are logged. */
export const compressed = ({ spans, contents }: SpanLines): SpanLines => ({
  spans: compressedLines(spans),
  contents: compressedLines(contents),
});

const logs = new WeakMap<Stores, SpanLog>();

function open(stores: Stores): SpanLog {
  const log: SpanLog = new RecordLog(stores, {
    queue: spanLogQueue,
    takeCount: 40,
    store: logSpans,
    insert: (clickhouse, rows) =>
      insertSpans(clickhouse, {
        spans: joinedLines(rows.map(({ spans }) => spans)),
        contents: joinedLines(rows.map(({ contents }) => contents)),
      }),
    landed: async (session, rows) => {
      for (const [workspaceId, ofWorkspace] of Map.groupBy(rows, (row) => row.workspaceId)) {
        await enqueueTraces(session, workspaceId, new Set(ofWorkspace.flatMap(({ traceIds }) => traceIds)));
      }
    },
    refuse: markRefused,
  });
  // A question is answered from what there is when landing fails: the loop that lands reports it (background/summaries.ts).
  stores.clickhouse.demand.onAsk(() => (log.isWaiting ? log.land().catch(() => {}) : null));
  return log;
}

/** The one log of these stores in this process. */
export function spanLogOf(stores: Stores): SpanLog {
  let log = logs.get(stores);
  if (log === undefined) logs.set(stores, (log = open(stores)));
  return log;
}
