import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import {
  emptySpan,
  type Attributes,
  type ChatMessage,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanSource,
  type SpanText,
} from './types.ts';
import { spanLogOf } from './record/span-log.ts';
import { knownSpans } from './queries/keys.ts';
import { contentsByPlaces, spansByKeys, type StoredSpan } from './queries/stored-spans.ts';

/** Names one span. */
export interface SpanKey {
  readonly traceId: string;
  readonly spanId: string;
}

export const keyOfSpan = ({ traceId, spanId }: SpanKey): string => `${traceId}:${spanId}`;

/** What the column `details` of a span holds: everything that only the page of one span shows (written by record/rows.ts). */
export interface StoredDetails {
  attributes: Attributes;
  /** Attributes that became fields, by the names they were sent under. */
  read?: Attributes;
  usageReading?: string;
  events?: SpanEvent[];
  links?: SpanLink[];
  metadata?: Attributes;
  modelParameters?: Attributes;
  finishReason?: string;
  conversationId?: string;
  promptName?: string;
  promptVersion?: string;
  experimentName?: string;
  variant?: string;
  source?: SpanSource;
}

/** Reads the column `details`. */
export const readDetails = (json: string): StoredDetails => (json === '' ? { attributes: {} } : (JSON.parse(json) as StoredDetails));

/** Resolves when every span that is acknowledged now can be read (record/span-log.ts). */
export const landSpans = (stores: Stores): Promise<void> => spanLogOf(stores).land();

/**
 * Spans as they are stored, with their texts, by `keyOfSpan`. A span that is not stored is not there; a text that was deleted is left
 * out of its span.
 */
export async function storedSpans(stores: Stores, workspaceId: string, keys: readonly SpanKey[]): Promise<Map<string, Span>> {
  const wanted = new Set(keys.map(keyOfSpan));
  if (wanted.size === 0) return new Map();
  await landSpans(stores);
  const { clickhouse } = stores;
  const rows = await spansByKeys(clickhouse, {
    workspaceId,
    traceIds: [...new Set(keys.map(({ traceId }) => traceId))],
    spanIds: [...new Set(keys.map(({ spanId }) => spanId))],
  });
  const found = rows.filter((row) => wanted.has(keyOfSpan(row)));
  const texts = await textsOf(clickhouse, workspaceId, found);
  return new Map(found.map((row) => [keyOfSpan(row), spanOf(row, texts)]));
}

async function textsOf(clickhouse: ClickHouse, workspaceId: string, rows: readonly StoredSpan[]): Promise<Map<string, string>> {
  const places = new Map(
    rows.flatMap(({ input, output, context }) => [...input, ...output, ...context]).map((place) => [place.join(' '), place]),
  );
  if (places.size === 0) return new Map();
  const list = [...places.values()];
  const contents = await contentsByPlaces(clickhouse, { workspaceId, ats: list.map(([at]) => at), hashes: list.map(([, hash]) => hash) });
  return new Map(contents.map((content) => [`${content.at} ${content.hash}`, content.text]));
}

function spanOf(row: StoredSpan, texts: ReadonlyMap<string, string>): Span {
  const details = readDetails(row.details);
  const pieces = (refs: StoredSpan['input']): string[] => refs.flatMap((ref) => texts.get(ref.join(' ')) ?? []);
  const [tools] = pieces(row.context);
  return {
    ...emptySpan,
    traceId: row.traceId,
    spanId: row.spanId,
    parentId: named(row.parentId),
    name: row.name,
    kind: row.kind,
    startUs: row.startUs,
    endUs: row.isOpen ? null : row.startUs + row.durationUs,
    isError: row.isError,
    errorType: named(row.errorType),
    errorMessage: named(row.errorMessage),
    service: named(row.service),
    environment: named(row.environment),
    release: named(row.release),
    appVersion: named(row.appVersion),
    model: named(row.model),
    provider: named(row.provider),
    modelParameters: details.modelParameters ?? null,
    usage: {
      inputTokens: row.inputReported ? row.uncachedInput + row.cacheRead + row.cacheWrite : null,
      outputTokens: row.outputReported ? row.visibleOutput + row.reasoning : null,
      cacheReadTokens: row.cacheRead === 0 ? null : row.cacheRead,
      cacheWriteTokens: row.cacheWrite === 0 ? null : row.cacheWrite,
      reasoningTokens: row.reasoning === 0 ? null : row.reasoning,
    },
    usageReading: details.usageReading ?? null,
    reportedCostUsd: row.reportedCostNanoUsd === null ? null : row.reportedCostNanoUsd / 1_000_000_000,
    timeToFirstTokenMs: row.timeToFirstTokenMs,
    finishReason: details.finishReason ?? null,
    input: textOf(row.inputForm, pieces(row.input)),
    output: textOf(row.outputForm, pieces(row.output)),
    tools: tools === undefined ? null : (jsonOf(tools) as unknown[]),
    toolName: named(row.toolName),
    toolCallId: named(row.toolCallId),
    sessionId: named(row.sessionId),
    conversationId: details.conversationId ?? null,
    userId: named(row.userId),
    traceName: named(row.traceName),
    tags: row.tags,
    metadata: details.metadata ?? null,
    experimentName: details.experimentName ?? null,
    variant: details.variant ?? null,
    promptName: details.promptName ?? null,
    promptVersion: details.promptVersion ?? null,
    attributes: details.attributes,
    read: details.read === undefined ? null : JSON.stringify(details.read),
    events: details.events ?? [],
    links: details.links ?? [],
    source: details.source ?? null,
  };
}

const named = (value: string): string | null => (value === '' ? null : value);

function textOf(form: StoredSpan['inputForm'], pieces: readonly string[]): SpanText | null {
  if (form === 'NONE') return null;
  if (form === 'CHAT') return { form, messages: pieces.map((piece) => jsonOf(piece) as ChatMessage) };
  const [piece] = pieces;
  if (piece === undefined) return null;
  return form === 'TEXT' ? { form, text: piece } : { form, value: jsonOf(piece) };
}

/** JSON, or the text where it is none any more: one that was too long was cut. */
function jsonOf(piece: string): unknown {
  try {
    return JSON.parse(piece) as unknown;
  } catch {
    return piece;
  }
}

/** How many of these spans are stored already. */
export async function countKnownSpans(stores: Stores, workspaceId: string, spans: readonly SpanKey[]): Promise<number> {
  await landSpans(stores);
  const known = await knownSpans(stores.clickhouse, {
    workspaceId,
    traceIds: [...new Set(spans.map(({ traceId }) => traceId))],
    spanIds: spans.map(({ spanId }) => spanId),
  });
  const keys = new Set(known.map(keyOfSpan));
  return spans.filter((span) => keys.has(keyOfSpan(span))).length;
}
