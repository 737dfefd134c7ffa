import { toLedger } from '../../messages/pure/ledger.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { cleanText } from './check.ts';
import type { Span, SpanSource, SpanText } from '../types.ts';
import type { NewPiece, PieceRef, SpanPieces } from './pieces.ts';

export const SPAN_COLUMNS = [
  'workspace_id', 'trace_id', 'span_id', 'parent_id', 'started_at', 'duration_us', 'is_open', 'name', 'kind', 'service', 'environment', 'release',
  'app_version', 'model', 'provider', 'is_error', 'error_type', 'error_message', 'session_id', 'user_id', 'uncached_input_tokens', 'cache_read_tokens',
  'cache_write_tokens', 'visible_output_tokens', 'reasoning_tokens', 'input_reported', 'output_reported', 'cost_nano_usd', 'price_id',
  'reported_cost_nano_usd', 'time_to_first_token_ms', 'tool_name', 'tool_call_id', 'trace_name', 'tags', 'input_form', 'output_form', 'input', 'output',
  'context', 'input_preview', 'output_preview', 'details', 'version', 'expires_on',
] as const;

export const CONTENT_COLUMNS = ['workspace_id', 'at', 'hash', 'trace_id', 'span_id', 'is_shared', 'text', 'expires_on'] as const;

/**
 * The index of words is built when parts are merged, not while spans wait to be acknowledged: it costs as much as the rest of the
 * insert. Until then new parts are searched without it (bench/spans.ts).
 */
export const CONTENT_SETTINGS = { exclude_materialize_skip_indexes_on_insert: 'text_words' } as const;

const previewLength = 200;
const NANO = 1_000_000_000;

/** One row of `spans` as a `JSONCompactEachRow` line, in the order of `SPAN_COLUMNS`. */
export function spanLine(workspaceId: string, span: Span, pieces: SpanPieces, priceBook: PriceBook, version: number, expiresOn: string): string {
  const { usage } = span;
  const ledger = toLedger(usage);
  const cost = isPriced(span) ? costOf(ledger, priceBook, { model: span.model, provider: span.provider, createdAt: new Date(span.startUs / 1_000) }) : null;
  const priced = cost?.state === 'priced' ? cost : null;
  const preview = isShownInLists(span);
  return JSON.stringify([
    workspaceId, span.traceId, span.spanId, span.parentId ?? '', instant(span.startUs), span.endUs === null ? 0 : span.endUs - span.startUs, span.endUs === null,
    span.name, span.kind, span.service ?? '', span.environment ?? '', span.release ?? '', span.appVersion ?? '', span.model ?? '', span.provider ?? '',
    span.isError, span.isError ? span.errorType ?? '' : '', span.errorMessage ?? '', span.sessionId ?? '', span.userId ?? '', ledger.uncachedInput, ledger.cacheRead,
    ledger.cacheWrite, ledger.visibleOutput, ledger.reasoning, ledger.inputReported, ledger.outputReported, priced === null ? null : String(priced.nanoUsd),
    priced?.priceId ?? null, span.reportedCostUsd === null ? null : Math.round(span.reportedCostUsd * NANO), span.timeToFirstTokenMs, span.toolName ?? '',
    span.toolCallId ?? '', span.traceName ?? '', span.tags, span.input?.form ?? 'NONE', span.output?.form ?? 'NONE', pieces.input.map(refTuple),
    pieces.output.map(refTuple), pieces.context.map(refTuple), preview ? previewOf(span.input) : '', preview ? previewOf(span.output) : '',
    detailsOf(span), version, expiresOn,
  ]);
}

/** What a model is paid for; the tokens that a wrapping span sums up are its children's. */
export const isPriced = ({ kind }: Pick<Span, 'kind'>): boolean => kind === 'LLM' || kind === 'EMBEDDING' || kind === 'RERANKER';

/** One row of `contents` as a `JSONCompactEachRow` line, in the order of `CONTENT_COLUMNS`. Ids are hex digits here: only the text needs escaping. */
export function contentLine(workspaceId: string, span: Pick<Span, 'traceId' | 'spanId'>, piece: NewPiece, expiresOn: string): string {
  return `["${workspaceId}","${instant(piece.atUs)}","${piece.hash}","${span.traceId}","${span.spanId}",${piece.isShared},${JSON.stringify(piece.text)},"${expiresOn}"]`;
}

const refTuple = ({ atUs, hash }: PieceRef): [string, string] => [instant(atUs), hash];

/** Seconds with six decimals, which ClickHouse reads as an instant: an ISO text would cost more to write and to read. */
export function instant(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  return `${seconds}.${String(us - seconds * 1_000_000).padStart(6, '0')}`;
}

/** Roots, and what may stand for one that says nothing itself. */
const isShownInLists = ({ parentId, kind }: Span): boolean => parentId === null || kind === 'LLM' || kind === 'AGENT' || kind === 'CHAIN';

/** The first characters of what was asked or answered, for lists. */
function previewOf(text: SpanText | null): string {
  if (text === null) return '';
  if (text.form === 'TEXT') return cleanText(text.text, previewLength);
  if (text.form === 'JSON') return cleanText((JSON.stringify(text.value) ?? '').slice(0, previewLength));
  const message = text.messages.findLast(({ role, content }) => content !== '' && role !== 'SYSTEM' && role !== 'TOOL') ?? text.messages.at(-1);
  if (message === undefined) return '';
  const calls = message.toolCalls?.map(({ name }) => name).join(', ') ?? '';
  return cleanText(message.content === '' ? calls : message.content, previewLength);
}

const sourceJson = new WeakMap<SpanSource, string>();

/** Everything that only the page of one span shows, as JSON text. */
function detailsOf(span: Span): string {
  const rest = JSON.stringify({
    attributes: span.attributes,
    events: span.events.length === 0 ? undefined : span.events,
    links: span.links.length === 0 ? undefined : span.links,
    metadata: span.metadata ?? undefined,
    modelParameters: span.modelParameters ?? undefined,
    finishReason: span.finishReason ?? undefined,
    conversationId: span.conversationId ?? undefined,
    promptName: span.promptName ?? undefined,
    promptVersion: span.promptVersion ?? undefined,
    experimentName: span.experimentName ?? undefined,
    variant: span.variant ?? undefined,
  });
  if (span.source === null) return rest;
  let source = sourceJson.get(span.source);
  if (source === undefined) sourceJson.set(span.source, (source = JSON.stringify(span.source)));
  return `${rest.slice(0, -1)},"source":${source}}`;
}
