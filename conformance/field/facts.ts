import { ask } from '../../e2e/ask.ts';

/**
 * What the product reads in one trace, short enough to be written down for every client. A message is `ROLE text`, with the tool calls
 * that it makes; a long text is its beginning and its length.
 */
export interface FieldFacts {
  readonly session: string | null;
  readonly user: string | null;
  readonly environment: string | null;
  /** Kinds of the spans, those below one in parentheses: `AGENT(LLM TOOL LLM)`. */
  readonly tree: string;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly errors: number;
  readonly tokens: { readonly input: number; readonly cacheRead: number; readonly cacheWrite: number; readonly output: number };
  readonly costUsd: number | null;
  readonly calls: readonly ModelCall[];
  readonly tools: readonly ToolRun[];
  /** What became messages of the product. */
  readonly conversation: readonly string[];
}

export interface ModelCall {
  readonly model: string | null;
  readonly provider: string | null;
  readonly input: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly output: number | null;
  readonly reasoning: number | null;
  readonly costUsd: number | null;
  readonly finishReason: string | null;
  readonly hasFirstToken: boolean;
  readonly prompt: readonly string[];
  readonly reply: readonly string[];
  readonly definitions: readonly string[];
  readonly error: string | null;
}

export interface ToolRun {
  readonly name: string | null;
  readonly callId: string | null;
  readonly arguments: unknown;
  readonly result: string | null;
}

interface Message {
  readonly role: string;
  readonly content: string;
  readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
}

interface Content {
  readonly text: string | null;
  readonly json: unknown;
  readonly messages: readonly Message[] | null;
}

interface Span {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly model: string | null;
  readonly provider: string | null;
  readonly inputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly costUsd: number | null;
  readonly finishReason: string | null;
  readonly timeToFirstTokenMs: number | null;
  readonly isError: boolean;
  readonly errorType: string | null;
  readonly toolName: string | null;
  readonly toolCallId: string | null;
  /** As sent: OpenAI's form has the name inside. */
  readonly tools: readonly { readonly name?: string; readonly function?: { readonly name: string } }[] | null;
  readonly input: Content | null;
  readonly output: Content | null;
}

interface Answer {
  readonly trace: {
    readonly sessionId: string | null;
    readonly userId: string | null;
    readonly environment: string | null;
    readonly modelCallCount: number;
    readonly toolCallCount: number;
    readonly errorCount: number;
    readonly inputTokens: string | number;
    readonly cacheReadTokens: string | number;
    readonly cacheWriteTokens: string | number;
    readonly outputTokens: string | number;
    readonly costUsd: number | null;
    readonly messages: readonly Message[];
    readonly spans: { readonly edges: readonly { readonly node: Span }[] };
  } | null;
}

const MESSAGE = 'role content toolCalls { name arguments }';
const CONTENT = `{ text json messages { ${MESSAGE} } }`;
const QUERY = `query Field($id: String!) {
  trace(traceId: $id) {
    sessionId userId environment modelCallCount toolCallCount errorCount inputTokens cacheReadTokens cacheWriteTokens outputTokens costUsd
    messages { ${MESSAGE} }
    spans(first: 100) { edges { node {
      id parentId kind model provider inputTokens cacheReadTokens cacheWriteTokens outputTokens reasoningTokens costUsd
      finishReason timeToFirstTokenMs isError errorType toolName toolCallId tools
      input ${CONTENT} output ${CONTENT}
    } } }
  }
}`;

/** Null: no such trace is there (yet). */
export async function fieldFactsOf(
  server: { readonly address: string; readonly key: string },
  traceId: string,
): Promise<FieldFacts | null> {
  const { trace } = await ask<Answer>(server.address, QUERY, { id: traceId }, { key: server.key });
  if (trace === null) return null;
  const spans = trace.spans.edges.map(({ node }) => node);
  return {
    session: withoutUuid(trace.sessionId),
    user: trace.userId,
    environment: trace.environment,
    tree: treeOf(spans),
    modelCalls: trace.modelCallCount,
    toolCalls: trace.toolCallCount,
    errors: trace.errorCount,
    tokens: {
      input: Number(trace.inputTokens),
      cacheRead: Number(trace.cacheReadTokens),
      cacheWrite: Number(trace.cacheWriteTokens),
      output: Number(trace.outputTokens),
    },
    costUsd: trace.costUsd,
    calls: spans.filter(({ kind }) => kind === 'LLM').map(callOf),
    tools: spans
      .filter(({ kind }) => kind === 'TOOL')
      .map(({ toolName, toolCallId, input, output }) => ({
        name: toolName,
        callId: withoutUuid(toolCallId),
        arguments: input?.json ?? input?.text ?? null,
        result: output?.text ?? (output?.json == null ? null : JSON.stringify(output.json)),
      })),
    conversation: trace.messages.map(lineOf),
  };
}

function treeOf(spans: readonly Span[]): string {
  const ids = new Set(spans.map(({ id }) => id));
  const below = (parent: string | null): string =>
    spans
      .filter(({ parentId }) => (parent === null ? parentId === null || !ids.has(parentId) : parentId === parent))
      .map(({ id, kind }) => {
        const inner = below(id);
        return inner === '' ? kind : `${kind}(${inner})`;
      })
      .join(' ');
  return below(null);
}

const callOf = (span: Span): ModelCall => ({
  model: span.model,
  provider: span.provider,
  input: span.inputTokens,
  cacheRead: span.cacheReadTokens,
  cacheWrite: span.cacheWriteTokens,
  output: span.outputTokens,
  reasoning: span.reasoningTokens,
  costUsd: span.costUsd,
  finishReason: span.finishReason === null ? null : (SPELLINGS[span.finishReason] ?? span.finishReason),
  hasFirstToken: span.timeToFirstTokenMs !== null,
  prompt: linesOf(span.input),
  reply: linesOf(span.output),
  definitions: (span.tools ?? []).map(({ name, function: inner }) => name ?? inner?.name ?? '?'),
  error: span.isError ? (span.errorType ?? 'error') : null,
});

/** What is not a list of messages is marked as text. */
const linesOf = (content: Content | null): string[] =>
  content === null ? [] : (content.messages?.map(lineOf) ?? [`text: ${short(content.text ?? JSON.stringify(content.json))}`]);

const lineOf = ({ role, content, toolCalls }: Message): string =>
  [
    role,
    ...(content === '' ? [] : [short(content)]),
    ...toolCalls.map(({ name, arguments: given }) => `${name}(${JSON.stringify(given)})`),
  ].join(' ');

/** Clients and providers spell the same reason differently. */
const SPELLINGS: Readonly<Record<string, string>> = {
  tool_call: 'tool_calls',
  'tool-calls': 'tool_calls',
  tool_use: 'tool_calls',
  end_turn: 'stop',
};

/** An id that is another one in each run. */
const withoutUuid = (text: string | null): string | null => text?.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '*') ?? null;

const LONG = 90;
const short = (text: string): string => (text.length <= LONG ? text : `${text.slice(0, 40)}… ${text.length}`);
