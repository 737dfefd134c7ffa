import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Attributes, SpanEvent, SpanLink } from '../types.ts';
import { keyOfSpan, readDetails, type SpanKey, type StoredDetails } from '../load.ts';
import { isAmong } from './records.ts';
import { traceOfUuid } from './uuid.ts';

/** What only the page of one span shows. `null`: not reported. */
export interface SpanDetails {
  readonly attributes: Attributes;
  readonly sentAttributes: Attributes;
  readonly usageReading: string | null;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly metadata: Attributes | null;
  readonly modelParameters: Attributes | null;
  readonly finishReason: string | null;
  readonly conversationId: string | null;
  readonly promptName: string | null;
  readonly promptVersion: string | null;
  readonly experimentName: string | null;
  readonly variant: string | null;
  readonly resource: Attributes;
  readonly scope: Attributes | null;
}

function spanDetailsOf({ source, ...stored }: StoredDetails): SpanDetails {
  const hasScope = source !== undefined && (source.scopeName !== '' || source.scopeVersion !== '');
  return {
    attributes: stored.attributes,
    sentAttributes: { ...stored.attributes, ...stored.read },
    usageReading: stored.usageReading ?? null,
    events: stored.events ?? [],
    links: stored.links ?? [],
    metadata: stored.metadata ?? null,
    modelParameters: stored.modelParameters ?? null,
    finishReason: stored.finishReason ?? null,
    conversationId: stored.conversationId ?? null,
    promptName: stored.promptName ?? null,
    promptVersion: stored.promptVersion ?? null,
    experimentName: stored.experimentName ?? null,
    variant: stored.variant ?? null,
    resource: source?.resource ?? {},
    scope: hasScope ? { name: source.scopeName, version: source.scopeVersion } : null,
  };
}

export const noDetails: SpanDetails = spanDetailsOf({ attributes: {} });

const detailRows = defineQuery({
  name: 'traces.details',
  timeoutMs: 10_000,
  row: z.object({ trace_id: z.string(), span_id: z.string(), details: z.string() }),
  sql: ({ workspaceId, keys }: { workspaceId: string; keys: readonly SpanKey[] }) => sql`
    SELECT s.trace_id AS trace_id, s.span_id AS span_id, s.details AS details FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND ${isAmong(keys)}
    ORDER BY s.version DESC LIMIT 1 BY s.trace_id, s.span_id`,
});

/** By `keyOfSpan`; a span that is not here is absent. */
export async function detailsOf(clickhouse: ClickHouse, workspaceId: string, keys: readonly SpanKey[]): Promise<Map<string, SpanDetails>> {
  const rows = await detailRows(clickhouse, { workspaceId, keys });
  return new Map(
    rows.map((row) => [keyOfSpan({ traceId: traceOfUuid(row.trace_id), spanId: row.span_id }), spanDetailsOf(readDetails(row.details))]),
  );
}
