import { ask } from '../e2e/ask.ts';

/** What the product says about one call of a model, read back through its API. */
export interface CallFacts {
  readonly name: string;
  readonly tags: readonly string[];
  readonly sessionId: string | null;
  readonly userId: string | null;
  readonly environment: string | null;
  readonly modelCallCount: number;
  /** Spans of tools that ran. */
  readonly toolCallCount: number;
  /** Of the whole trace: a call that is told twice would count twice here. */
  readonly traceTokens: Tokens;
  readonly traceCostUsd: number | null;
  /** Null: no span of the trace is a call of a model. */
  readonly call: {
    readonly model: string | null;
    readonly provider: string | null;
    readonly input: number | null;
    /** Part of the input; 0 also where only the input was told. The reply among `messages` tells the two apart. */
    readonly cacheRead: number | null;
    readonly output: number | null;
    /** Part of the output; 0 also where only the output was told. */
    readonly reasoning: number | null;
    readonly costUsd: number | null;
    readonly finishReason: string | null;
    /** Of a stream: whether its first token's time is known. The time itself is never the same. */
    readonly hasFirstToken: boolean;
    readonly prompt: readonly Said[];
    readonly reply: readonly Said[];
    readonly error: { readonly type: string | null; readonly message: string | null } | null;
  } | null;
  /** What the call became in the product: what was newly said to the model, then its reply. */
  readonly messages: readonly MessageFacts[];
}

export interface Tokens {
  readonly input: number;
  readonly cacheRead: number;
  readonly output: number;
}

export interface Said {
  readonly role: string;
  readonly content: string;
  readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
}

export interface MessageFacts extends Said {
  readonly conversation: string;
  readonly sessionId: string | null;
  readonly userId: string | null;
  readonly environment: string | null;
  /** The rest is of replies; null elsewhere. */
  readonly model: string | null;
  readonly input: number | null;
  readonly cacheRead: number | null;
  readonly output: number | null;
  readonly reasoning: number | null;
  readonly costUsd: number | null;
  readonly errorType: string | null;
}

export interface Judgment {
  readonly name: string | null;
  readonly value: number | null;
  readonly label: string | null;
  readonly comment: string | null;
  readonly spanId: string | null;
}

const SAID = '{ role content toolCalls { name arguments } }';
const QUESTION = `query Facts($id: String!) {
  trace(traceId: $id) {
    name tags sessionId userId environment modelCallCount toolCallCount inputTokens cacheReadTokens outputTokens costUsd
    spans(first: 100) { edges { node {
      kind model provider inputTokens cacheReadTokens outputTokens reasoningTokens costUsd finishReason timeToFirstTokenMs isError errorType errorMessage
      input { messages ${SAID} } output { text messages ${SAID} }
    } } }
    messages { role content toolCalls { name arguments } model inputTokens cacheReadTokens outputTokens reasoningTokens costUsd errorType sessionId userId environment conversation { externalId } }
  }
}`;

interface Answer {
  readonly trace: {
    readonly name: string;
    readonly tags: readonly string[];
    readonly sessionId: string | null;
    readonly userId: string | null;
    readonly environment: string | null;
    readonly modelCallCount: number;
    readonly toolCallCount: number;
    readonly inputTokens: string | number;
    readonly cacheReadTokens: string | number;
    readonly outputTokens: string | number;
    readonly costUsd: number | null;
    readonly spans: { readonly edges: readonly { readonly node: SpanAnswer }[] };
    readonly messages: readonly (Said & {
      readonly model: string | null;
      readonly inputTokens: number | null;
      readonly cacheReadTokens: number | null;
      readonly outputTokens: number | null;
      readonly reasoningTokens: number | null;
      readonly costUsd: number | null;
      readonly errorType: string | null;
      readonly sessionId: string | null;
      readonly userId: string | null;
      readonly environment: string | null;
      readonly conversation: { readonly externalId: string };
    })[];
  } | null;
}

interface SpanAnswer {
  readonly kind: string;
  readonly model: string | null;
  readonly provider: string | null;
  readonly inputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly costUsd: number | null;
  readonly finishReason: string | null;
  readonly timeToFirstTokenMs: number | null;
  readonly isError: boolean;
  readonly errorType: string | null;
  readonly errorMessage: string | null;
  readonly input: { readonly messages: readonly Said[] | null } | null;
  readonly output: { readonly text: string | null; readonly messages: readonly Said[] | null } | null;
}

/** Null: no such trace is there (yet). */
export async function factsOf(server: { readonly address: string; readonly key: string }, traceId: string): Promise<CallFacts | null> {
  const { trace } = await ask<Answer>(server.address, QUESTION, { id: traceId }, { key: server.key });
  if (trace === null) return null;
  const span = trace.spans.edges.find(({ node }) => node.kind === 'LLM')?.node;
  return {
    name: trace.name,
    tags: trace.tags,
    sessionId: trace.sessionId,
    userId: trace.userId,
    environment: trace.environment,
    modelCallCount: trace.modelCallCount,
    toolCallCount: trace.toolCallCount,
    traceTokens: { input: Number(trace.inputTokens), cacheRead: Number(trace.cacheReadTokens), output: Number(trace.outputTokens) },
    traceCostUsd: trace.costUsd,
    call: span === undefined ? null : callOf(span),
    messages: trace.messages.map(({ inputTokens, cacheReadTokens, outputTokens, reasoningTokens, conversation, ...message }) => ({
      ...message, input: inputTokens, cacheRead: cacheReadTokens, output: outputTokens, reasoning: reasoningTokens, conversation: conversation.externalId,
    })),
  };
}

function callOf(span: SpanAnswer): CallFacts['call'] {
  return {
    model: span.model,
    provider: span.provider,
    input: span.inputTokens,
    cacheRead: span.cacheReadTokens,
    output: span.outputTokens,
    reasoning: span.reasoningTokens,
    costUsd: span.costUsd,
    // Clients spell it in three ways: tool_calls, tool-calls, tool_call.
    finishReason: span.finishReason?.replace(/^tool[-_]calls?$/, 'tool_calls') ?? null,
    hasFirstToken: span.timeToFirstTokenMs !== null,
    prompt: (span.input?.messages ?? []).map(said),
    reply: (span.output?.messages ?? []).map(said),
    error: span.isError ? { type: span.errorType, message: span.errorMessage } : null,
  };
}

const said = ({ role, content, toolCalls }: Said): Said => ({ role, content, toolCalls: toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given })) });

/** Every judgment of a trace, its spans and its messages, by name. */
export async function judgmentsOf(server: { readonly address: string; readonly key: string }, traceId: string): Promise<readonly Judgment[]> {
  const { trace } = await ask<{ trace: { evaluations: readonly Judgment[] } | null }>(
    server.address,
    'query Judgments($id: String!) { trace(traceId: $id) { evaluations { name value label comment spanId } } }',
    { id: traceId },
    { key: server.key },
  );
  return (trace?.evaluations ?? []).toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

/** How many messages a conversation holds; null: there is none of this id. */
export async function messageCountOf(server: { readonly address: string; readonly key: string }, conversation: string): Promise<number | null> {
  const question = 'query Conversation($id: String!) { conversation(externalId: $id) { messageCount } }';
  const answer = await ask<{ conversation: { messageCount: number } | null }>(server.address, question, { id: conversation }, { key: server.key });
  return answer.conversation?.messageCount ?? null;
}

export interface ToolFacts {
  readonly toolName: string | null;
  readonly toolCallId: string | null;
  readonly input: unknown;
  readonly output: unknown;
}

/** The tools that ran in a trace, in the order of the tree. */
export async function toolsOf(server: { readonly address: string; readonly key: string }, traceId: string): Promise<ToolFacts[]> {
  const question = 'query Tools($id: String!) { trace(traceId: $id) { spans(first: 100) { edges { node { kind toolName toolCallId input { json } output { text } } } } } }';
  const { trace } = await ask<ToolsAnswer>(server.address, question, { id: traceId }, { key: server.key });
  const spans = trace?.spans.edges.map(({ node }) => node) ?? [];
  return spans.filter(({ kind }) => kind === 'TOOL').map(({ toolName, toolCallId, input, output }) => ({ toolName, toolCallId, input: input?.json, output: output?.text }));
}

interface ToolsAnswer {
  readonly trace: {
    readonly spans: {
      readonly edges: readonly {
        readonly node: {
          readonly kind: string;
          readonly toolName: string | null;
          readonly toolCallId: string | null;
          readonly input: { readonly json: unknown } | null;
          readonly output: { readonly text: string | null } | null;
        };
      }[];
    };
  } | null;
}
