import { expect } from 'vitest';
import {
  keyValue,
  logRequestOf,
  requestOf,
  type LogRequest,
  type SentSpan,
  type TraceRequest,
} from '../../../protocols/otlp/requests.fixtures.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { drainSummaries } from '../background/summaries.ts';
import { hexId } from '../spans.testing.ts';

/** A span as a test sends it by OTLP: it begins as many milliseconds after the start as its id says, and ends before those above it. */
export type Sent = readonly [
  id: number,
  parent: number | null,
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  more?: SentSpan,
];

const startMs = Date.UTC(2026, 10, 20, 12);
export const nano = (ms: number): string => `${startMs + ms}000000`;

export const valueOf = (value: unknown): object =>
  typeof value === 'string'
    ? { stringValue: value }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : typeof value === 'number'
        ? { doubleValue: value }
        : { arrayValue: { values: (value as unknown[]).map(valueOf) } };

export const sentSpans = (traceId: string, spans: readonly Sent[]): SentSpan[] =>
  spans.map(([id, parent, name, attributes, more]) => ({
    traceId,
    spanId: hexId(id, 16),
    ...(parent === null ? null : { parentSpanId: hexId(parent, 16) }),
    name,
    startTimeUnixNano: nano(id),
    endTimeUnixNano: nano(1_000 - id),
    attributes: Object.entries(attributes).map(([key, value]) =>
      typeof value === 'string' ? keyValue(key, value) : { key, value: valueOf(value) },
    ),
    ...more,
  }));

export const conversationOf = ({ messages }: Loose): string[][] => messages.map(({ role, content }: Loose) => [role, content]);

const asked = `trace(id: $id) { sessionId userId modelCallCount toolCallCount errorCount inputTokens outputTokens costUsd
  messages { role content inputTokens outputTokens }
  spans(first: 50) { edges { node {
    name kind parentId durationMs isError errorType model provider toolName reportedCostUsd cacheReadTokens inputTokens outputTokens costGap usageReading { name reason } subtree { modelCallCount inputTokens outputTokens }
    input { form text json isCut } output { form text json messages { role content toolCallId toolCalls { id name arguments } } } attributes } } } }`;

/** Spans of each request; `elsewhere`: what follows goes to another server on the same stores. */
export type Requests = (readonly Sent[] | 'elsewhere')[];

let count = 0;

/** What sends spans and log records to a server by OTLP, and asks it for their traces. */
export class Client {
  readonly #servers: () => readonly [TestServer, TestServer];
  #place: 0 | 1 = 0;

  constructor(servers: () => readonly [TestServer, TestServer]) {
    this.#servers = servers;
  }

  get server(): TestServer {
    return this.#servers()[this.#place];
  }

  /** Sends from now on to the other server on the same stores, which remembers nothing of what this one has seen. */
  moveOn(): void {
    this.#place = this.#place === 0 ? 1 : 0;
  }

  async #post(path: string, request: TraceRequest | LogRequest): Promise<void> {
    const response = await fetch(this.server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    expect(response.status).toBe(200);
    const { partialSuccess = {} }: Loose = await response.json();
    expect([partialSuccess.rejectedSpans, partialSuccess.rejectedLogRecords]).toEqual([undefined, undefined]);
  }

  post = (spans: SentSpan[]): Promise<void> => this.#post('/v1/traces', requestOf(...spans));
  postLogs = (...records: SentSpan[]): Promise<void> => this.#post('/v1/logs', logRequestOf(...records));

  /** A trace, its spans by their names. */
  look = async (id: string): Promise<Loose> => {
    await drainSummaries(this.server.stores);
    const { body } = await ask(this.server, `query ($id: String!) { ${asked} }`, { variables: { id } });
    expect(body.errors).toBeUndefined();
    const { spans, ...trace } = body.data.trace;
    return { ...trace, spans: Object.fromEntries(spans.edges.map(({ node }: Loose) => [node.name, node])) };
  };

  /** The trace of these spans, sent in these requests. */
  traceOf = async (...requests: Requests): Promise<Loose> => {
    count += 1;
    const id = hexId(count, 32);
    for (const spans of requests) {
      if (spans === 'elsewhere') this.moveOn();
      else await this.post(sentSpans(id, spans));
    }
    return this.look(id);
  };
}

export const openinference = {
  'openinference.span.kind': 'LLM',
  'llm.model_name': 'claude-sonnet-4-6',
  'llm.provider': 'anthropic',
  'llm.input_messages.0.message.role': 'user',
  'llm.input_messages.0.message.content': 'What time is it?',
  'llm.output_messages.0.message.role': 'assistant',
  'llm.output_messages.0.message.content': 'Let me look.',
};
export const openinferenceTokens = { 'llm.token_count.prompt': 721, 'llm.token_count.completion': 112 };
export const native = {
  'gen_ai.provider.name': 'anthropic',
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'claude-sonnet-4-6',
  'gen_ai.response.id': 'msg_1',
  'gen_ai.usage.input_tokens': 721,
  'gen_ai.usage.output_tokens': 112,
};
export const traceloop = {
  ...native,
  'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"What time is it?"}]}]',
  'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Let me look."}]}]',
};
export const workflow: Sent = [1, null, 'answer.workflow', { 'traceloop.span.kind': 'workflow' }];
