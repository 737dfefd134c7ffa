import type { SpanDetailFragment, SpanTextFragment, TraceHeadFragment } from '../../../graphql/generated/graphql.ts';
import type { ChatMessage } from './chat-turns.ts';
import { columnsOf } from './testing.ts';
import type { MadeSpan } from './testing.ts';

export const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

/** A request with two calls of a model, a tool between them and one that fails: depth first. */
export const madeSpans: readonly MadeSpan[] = [
  { id: 'a0', parent: -1, name: 'handle_request', kind: 'AGENT', start: 0, duration: 4210, isCritical: true },
  { id: 'a1', parent: 0, name: 'plan', kind: 'CHAIN', start: 20, duration: 1050, isCritical: true },
  {
    id: 'a2',
    parent: 1,
    name: 'chat first',
    kind: 'LLM',
    start: 40,
    duration: 1010,
    model: 'gpt-4o',
    cost: 0.003,
    tokens: 1982,
    isCritical: true,
  },
  { id: 'a3', parent: 0, name: 'get_reservation', kind: 'TOOL', start: 1100, duration: 420 },
  {
    id: 'a4',
    parent: 0,
    name: 'chat second',
    kind: 'LLM',
    start: 1700,
    duration: 1412,
    model: 'gpt-4o',
    cost: 0.009,
    tokens: 3532,
    isCritical: true,
  },
  { id: 'a5', parent: 0, name: 'book_flight', kind: 'TOOL', start: 3200, duration: 310, error: '409' },
  { id: 'a6', parent: 5, name: 'POST /bookings', kind: 'SPAN', start: 3210, duration: 290, error: '409' },
];

const head = (change: Partial<TraceHeadFragment> = {}): TraceHeadFragment => ({
  id: traceId,
  name: 'handle_request',
  startedAt: '2026-11-21T10:00:00.000Z',
  durationMs: 4210,
  isRunning: false,
  services: ['api'],
  environment: 'production',
  release: null,
  version: null,
  sessionId: 'session-7',
  userId: 'user-9',
  tags: ['vip'],
  spanCount: madeSpans.length,
  modelCallCount: 2,
  toolCallCount: 2,
  errorCount: 2,
  openCount: 0,
  inputTokens: 5040,
  outputTokens: 474,
  costUsd: 0.012,
  unpricedCallCount: 0,
  reportedCostUsd: null,
  receivedAt: '2026-11-21T10:00:05.000Z',
  ...change,
});

/** The page's first answer. */
export const tracePage = (spans: readonly MadeSpan[] = madeSpans, change: Partial<TraceHeadFragment> = {}) => ({
  trace: { ...head({ spanCount: spans.length, ...change }), columns: columnsOf(spans), evaluations: [] },
});

export const say = (role: ChatMessage['role'], content: string, more: Partial<ChatMessage> = {}) => ({
  role,
  content,
  name: null,
  toolCallId: null,
  reasoning: null,
  toolCalls: [],
  parts: null,
  seenInSpans: null,
  ...more,
});

export const chat = (...messages: readonly ReturnType<typeof say>[]): SpanTextFragment =>
  ({ form: 'CHAT', byteCount: 100, isCut: false, text: null, json: null, messages }) as unknown as SpanTextFragment;

function detail(span: MadeSpan, change: Partial<SpanDetailFragment> = {}): SpanDetailFragment {
  return {
    id: span.id,
    name: span.name,
    kind: span.kind as SpanDetailFragment['kind'],
    startedAt: '2026-11-21T10:00:00.000Z',
    durationMs: span.duration,
    isOrphan: false,
    isError: span.error !== undefined,
    errorType: span.error ?? null,
    errorMessage: null,
    service: 'api',
    environment: 'production',
    model: span.model ?? null,
    provider: null,
    modelParameters: null,
    toolName: null,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
    costUsd: span.cost ?? null,
    costNote: 'Priced by hand.',
    costGap: null,
    reportedCostUsd: null,
    timeToFirstTokenMs: null,
    subtree: { spanCount: 1, errorCount: 0, modelCallCount: 0, inputTokens: 0, outputTokens: 0, costUsd: null },
    input: null,
    output: null,
    tools: null,
    attributes: {},
    sentAttributes: {},
    usageReading: { name: 'AS_REPORTED', reason: '' },
    metadata: null,
    resource: { 'service.name': 'api' },
    scope: null,
    events: [],
    links: [],
    promptName: null,
    promptVersion: null,
    message: null,
    evaluations: [],
    ...change,
  };
}

/** Answers about any span of the made-up trace; `of` says what is special about one. */
export const spanAnswers =
  (of: Readonly<Record<string, Partial<SpanDetailFragment>>> = {}) =>
  ({ spanId }: Record<string, unknown>) => {
    const span = madeSpans.find(({ id }) => id === spanId);
    return { trace: { id: traceId, span: span === undefined ? null : detail(span, of[span.id]) } };
  };
