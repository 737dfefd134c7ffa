import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import * as tables from '../tables.ts';
import { CONTENT_SETTINGS, SPAN_SETTINGS } from './rows.ts';

/** Spans and the texts that are stored with them, as lines of `JSONCompactEachRow` in UTF-8. */
export interface SpanLines {
  readonly spans: Buffer;
  /** May be empty. */
  readonly contents: Buffer;
}

/** Writes spans and their texts to ClickHouse; durable on return. May be done twice: rows of one key and version are one. */
export async function insertSpans(clickhouse: ClickHouse, { spans, contents }: SpanLines): Promise<void> {
  // Side by side: a reader may for a moment find a span whose texts are on their way, and leaves them out. Both are waited for, also when
  // one has failed: their memory is used again.
  const outcomes = await Promise.allSettled([
    contents.length === 0 ? null : clickhouse.insertBytes(tables.contents.name, tables.contents.columnNames, contents, CONTENT_SETTINGS),
    clickhouse.insertBytes(tables.spans.name, tables.spans.columnNames, spans, SPAN_SETTINGS),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
