import { toLedger } from '../../messages/pure/ledger.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { cleanText } from './check.ts';
import type { TokenLedger } from '../../messages/types.ts';
import type { Span, SpanKind, SpanSource, SpanText } from '../types.ts';
import { contents, spans } from '../tables.ts';
import { fittedJson } from '../pure/cut.ts';
import { responseKeyOf } from '../pure/response-key.ts';
import { maxPieceLength, type NewPiece, type SpanPieces } from './pieces.ts';

/**
 * The index of words is built when parts are merged, not while spans wait to be acknowledged: it costs as much as the rest of the
 * insert. Until then new parts are searched without it (bench/spans.ts).
 */
export const CONTENT_SETTINGS = { exclude_materialize_skip_indexes_on_insert: 'text_words' } as const;

/** A line may come from the log of a server that did not have the last columns yet: they get their default values. */
export const SPAN_SETTINGS = { input_format_json_compact_allow_variable_number_of_columns: '1' } as const;

const previewLength = 200;
const NANO = 1_000_000_000;

/** One row of `spans` as a line. */
export function spanLine(
  workspaceId: string,
  span: Span,
  pieces: SpanPieces,
  priceBook: PriceBook,
  version: number,
  expiresOn: string,
): string {
  const { usage } = span;
  const ledger = toLedger(usage);
  const cost = isPriced({ kind: span.kind, ledger })
    ? costOf(ledger, priceBook, { model: span.model, provider: span.provider, createdAt: new Date(span.startUs / 1_000) })
    : null;
  const priced = cost?.state === 'priced' ? cost : null;
  const preview = isShownInLists(span);
  return spans.line({
    workspaceId,
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentId ?? '',
    startedAt: span.startUs,
    durationUs: span.endUs === null ? 0 : span.endUs - span.startUs,
    isOpen: span.endUs === null,
    name: span.name,
    kind: span.kind,
    service: span.service ?? '',
    environment: span.environment ?? '',
    release: span.release ?? '',
    appVersion: span.appVersion ?? '',
    model: span.model ?? '',
    provider: span.provider ?? '',
    isError: span.isError,
    errorType: span.isError ? (span.errorType ?? '') : '',
    errorMessage: span.errorMessage ?? '',
    sessionId: span.sessionId ?? '',
    userId: span.userId ?? '',
    uncachedInputTokens: ledger.uncachedInput,
    cacheReadTokens: ledger.cacheRead,
    cacheWriteTokens: ledger.cacheWrite,
    visibleOutputTokens: ledger.visibleOutput,
    reasoningTokens: ledger.reasoning,
    inputReported: ledger.inputReported,
    outputReported: ledger.outputReported,
    costNanoUsd: priced === null ? null : priced.nanoUsd,
    priceId: priced?.priceId ?? null,
    reportedCostNanoUsd: span.reportedCostUsd === null ? null : Math.round(span.reportedCostUsd * NANO),
    timeToFirstTokenMs: span.timeToFirstTokenMs,
    toolName: span.toolName ?? '',
    toolCallId: span.toolCallId ?? '',
    traceName: span.traceName ?? '',
    tags: span.tags,
    inputForm: span.input?.form ?? 'NONE',
    outputForm: span.output?.form ?? 'NONE',
    input: pieces.input,
    output: pieces.output,
    context: pieces.context,
    inputPreview: preview ? previewOf(span.input) : '',
    outputPreview: preview ? previewOf(span.output) : '',
    details: detailsOf(span),
    version,
    expiresOn,
    responseKey: responseKeyOf(span),
  });
}

/** One row of `contents` as a line. */
export function contentLine(
  workspaceId: string,
  { traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>,
  { atUs, hash, isShared, text }: NewPiece,
  expiresOn: string,
): string {
  return contents.line({ workspaceId, at: atUs, hash, traceId, spanId, isShared, text, expiresOn });
}

/** What a model is paid for: its calls, and the sums of calls that no span tells of. Which of them counts: pure/counted.ts. */
export const isPriced = ({ kind, ledger }: { kind: SpanKind; ledger: TokenLedger }): boolean =>
  kind === 'LLM' || kind === 'EMBEDDING' || kind === 'RERANKER' || ledger.inputReported || ledger.outputReported;

/** Roots, and what may stand for one that says nothing itself. */
const isShownInLists = ({ parentId, kind }: Span): boolean => parentId === null || kind === 'LLM' || kind === 'AGENT' || kind === 'CHAIN';

/** The first characters of what was asked or answered, for lists. */
function previewOf(text: SpanText | null): string {
  if (text === null) return '';
  if (text.form === 'TEXT') return cleanText(text.text, previewLength);
  if (text.form === 'JSON') return cleanText((JSON.stringify(text.value) ?? '').slice(0, previewLength));
  const message =
    text.messages.findLast(({ role, content }) => content !== '' && role !== 'SYSTEM' && role !== 'TOOL') ?? text.messages.at(-1);
  if (message === undefined) return '';
  const calls = message.toolCalls?.map(({ name }) => name).join(', ') ?? '';
  return cleanText(message.content === '' ? calls : message.content, previewLength);
}

const sourceJson = new WeakMap<SpanSource, string>();

/** Everything that only the page of one span shows, as JSON text. */
function detailsOf(span: Span): string {
  const details = {
    attributes: span.attributes,
    events: span.events.length === 0 ? undefined : span.events,
    links: span.links.length === 0 ? undefined : span.links,
    metadata: span.metadata ?? undefined,
    modelParameters: span.modelParameters ?? undefined,
    finishReason: span.finishReason ?? undefined,
    usageReading: span.usageReading ?? undefined,
    conversationId: span.conversationId ?? undefined,
    promptName: span.promptName ?? undefined,
    promptVersion: span.promptVersion ?? undefined,
    experimentName: span.experimentName ?? undefined,
    variant: span.variant ?? undefined,
  };
  const whole = JSON.stringify(details);
  const rest = whole.length <= maxPieceLength ? whole : JSON.stringify(fittedJson(details, maxPieceLength));
  const read = span.read === null ? '' : `,"read":${span.read}`;
  if (span.source === null) return `${rest.slice(0, -1)}${read}}`;
  let source = sourceJson.get(span.source);
  if (source === undefined) sourceJson.set(span.source, (source = JSON.stringify(span.source)));
  return `${rest.slice(0, -1)}${read},"source":${source}}`;
}
