import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PriceBook } from '../../server/src/domains/prices/pure/book.ts';
import { openEmbeddedClickHouse } from '../../server/src/platform/store/clickhouse/open.ts';
import { migrateClickHouse } from '../../server/src/platform/store/migrations/clickhouse.ts';
import { toSpan } from '../../server/src/domains/traces/pure/conventions/to-span.ts';
import { readSpans } from '../../server/src/protocols/otlp/proto/spans.ts';
import { PieceHomes } from '../../server/src/domains/traces/record/pieces.ts';
import { insertSpans } from '../../server/src/domains/traces/record/insert.ts';
import { contentLine, spanLine } from '../../server/src/domains/traces/record/rows.ts';
import { requestOf } from './requests.ts';

/** Spans of one insert: about what a group commit of the server holds at full speed. */
const groupSize = 5_000;
const groupCount = 24;

/**
 * What ClickHouse alone takes: the very rows that the server would write, made beforehand, in the same groups and as durable, with
 * nothing around. No requests, no decoding, no messages, no summaries.
 */
export async function insertRawSpans(): Promise<{ perSecond: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-raw-spans-'));
  const clickhouse = await openEmbeddedClickHouse(folder);
  await migrateClickHouse(clickhouse);
  const workspaceId = '00000000-0000-4000-8000-000000000001';
  const book = new PriceBook([]);
  let elapsedMs = 0;
  for (let group = 0; group < groupCount; group += 1) {
    const spans: string[] = [];
    const contents: string[] = [];
    const homes = new PieceHomes();
    for (const received of readSpans(requestOf(groupSize, Date.now())).items) {
      const span = toSpan(received);
      const pieces = homes.piecesOf(workspaceId, span, new Map());
      for (const piece of pieces.fresh) contents.push(contentLine(workspaceId, span, piece, '2149-06-06'));
      spans.push(spanLine(workspaceId, span, pieces, book, group + 1, '2149-06-06'));
    }
    const [spanLines, contentLines] = [Buffer.from(spans.join('\n')), Buffer.from(contents.join('\n'))];
    const startedAt = performance.now();
    await insertSpans(clickhouse, { spans: spanLines, contents: contentLines });
    elapsedMs += performance.now() - startedAt;
  }
  await clickhouse.close();
  await rm(folder, { recursive: true, force: true });
  return { perSecond: (groupCount * groupSize * 1_000) / elapsedMs };
}
