import type { RunOptions } from './run-client.ts';
import { untold } from './expected.ts';
import type { CallFacts } from './facts.ts';
import type { CallName, RecordedCall } from './recorded.ts';

type Call = NonNullable<CallFacts['call']>;

/** One thing that a client does not tell, or tells otherwise: what it does to the facts, and why. */
export interface Difference {
  readonly why: string;
  /** It only works out what follows from another one: the page leaves it out. */
  readonly isArithmetic?: boolean;
  /** Absent: of every call. */
  readonly calls?: readonly CallName[];
  readonly apply: (facts: CallFacts, recorded: RecordedCall) => CallFacts;
}

export interface Client extends RunOptions {
  readonly name: string;
  readonly file: string;
  readonly differences: readonly Difference[];
}

const FAILING = ['ownFailing', 'failing'] as const;
const STREAMS = ['ownStream', 'stream'] as const;

const withCall = (facts: CallFacts, change: Partial<Call>): CallFacts => ({ ...facts, call: facts.call === null ? null : { ...facts.call, ...change } });
const withReply = (facts: CallFacts, change: Partial<CallFacts['messages'][number]>): CallFacts => ({
  ...facts,
  messages: facts.messages.map((message) => (message.role === 'ASSISTANT' ? { ...message, ...change } : message)),
});
const withCost = (facts: CallFacts, costUsd: number | null): CallFacts => withReply(withCall({ ...facts, traceCostUsd: costUsd }, { costUsd }), { costUsd });
const withoutTokens = (facts: CallFacts): CallFacts =>
  withReply(withCost(withCall({ ...facts, traceTokens: { input: 0, cacheRead: 0, output: 0 } }, untold), null), untold);
const withoutCache = (facts: CallFacts): CallFacts =>
  withReply(withCall({ ...facts, traceTokens: { ...facts.traceTokens, cacheRead: 0 } }, facts.call?.input == null ? {} : { cacheRead: 0 }), { cacheRead: null });
/** A message that failed always says with what: `error` where nobody said more. */
const withErrorType = (type: string | null) => (facts: CallFacts): CallFacts =>
  withReply(withCall(facts, { error: facts.call?.error == null ? null : { ...facts.call.error, type } }), { errorType: type ?? 'error' });

const noProvider: Difference = { why: 'its observations have no place for a provider', apply: (facts) => withCall(facts, { provider: null }) };
const named: Difference = { why: 'it names and tags its traces', apply: (facts, { name }) => ({ ...facts, name: `call ${name}`, tags: ['conformance'] }) };
const runsTools: Difference = {
  why: 'it runs the tools that the model asks for, and reports them',
  apply: (facts) => ({ ...facts, toolCallCount: facts.call?.reply[0]?.toolCalls.length ?? 0 }),
};
const noErrorType: Difference = { why: 'it reports a level and a message of an error, not its type', calls: FAILING, apply: withErrorType(null) };
const noReasoning: Difference = { why: 'its telemetry does not report reasoning tokens', apply: (facts) => withReply(withCall(facts, facts.call?.output == null ? {} : { reasoning: 0 }), { reasoning: null }) };
const noFinishReason: Difference = { why: 'its observations have no place for a finish reason', apply: (facts) => withCall(facts, { finishReason: null }) };
const noFirstToken: Difference = { why: 'it does not report when a stream’s first token came', calls: STREAMS, apply: (facts) => withCall(facts, { hasFirstToken: false }) };
const noFailedCall: Difference = {
  why: 'it never ends the span of a call that fails',
  calls: FAILING,
  apply: (facts) => ({ ...facts, modelCallCount: 0, call: null, messages: [] }),
};

/** Each unmodified but for address and key. */
export const clients: readonly Client[] = [
  { name: '@opentelemetry/exporter-trace-otlp-proto', file: 'otlp.ts', args: ['proto', 'none'], differences: [] },
  { name: '@opentelemetry/exporter-trace-otlp-proto, gzip', file: 'otlp.ts', args: ['proto', 'gzip'], differences: [] },
  { name: '@opentelemetry/exporter-trace-otlp-http', file: 'otlp.ts', args: ['json', 'none'], differences: [] },
  { name: '@opentelemetry/exporter-trace-otlp-http, gzip', file: 'otlp.ts', args: ['json', 'gzip'], differences: [] },
  { name: '@langfuse/otel and @langfuse/tracing', file: 'langfuse-otel.ts', differences: [named, noProvider, noFinishReason, noErrorType] },
  { name: 'langfuse 3', file: 'langfuse-legacy.ts', differences: [named, noProvider, noFinishReason, noErrorType] },
  {
    name: 'ai 7 with @ai-sdk/otel', file: 'ai-sdk.ts', args: ['semconv'],
    differences: [runsTools, noReasoning, { why: 'it reports the class of the error', calls: FAILING, apply: withErrorType('AI_APICallError') }],
  },
  {
    name: 'ai 7 with the attributes of version 6', file: 'ai-sdk.ts', args: ['legacy'],
    differences: [runsTools, { why: 'it reports the class of the error', calls: FAILING, apply: withErrorType('AI_APICallError') }],
  },
  {
    name: '@arizeai/openinference-instrumentation-openai', file: 'openinference.ts',
    differences: [
      noFailedCall,
      { why: 'only the spans that it makes itself carry session and user', calls: FAILING, apply: (facts) => ({ ...facts, sessionId: null, userId: null }) },
      noFirstToken,
      {
        why: 'of a stream it reports neither the tokens nor the model that answered',
        calls: STREAMS,
        apply: (facts, { request: { model } }) => withReply(withCall(withoutTokens(facts), { model }), { model }),
      },
    ],
  },
  {
    name: '@traceloop/node-server-sdk', file: 'traceloop.ts',
    differences: [
      noFailedCall,
      noFirstToken,
      noReasoning,
      { why: 'it does not report cached tokens', apply: withoutCache },
      { why: 'it counts the tokens of a stream itself, by the words, where it knows the model', calls: ['ownStream'], apply: withoutTokens },
      {
        isArithmetic: true,
        why: 'it counts 11 input tokens, where the provider says 18: 11 × 0.5 + 15 × 1.5 = 5.5 + 22.5 millionths',
        calls: ['stream'],
        apply: (facts) => withReply(withCost(withCall({ ...facts, traceTokens: { ...facts.traceTokens, input: 11 } }, { input: 11 }), 0.000028), { input: 11 }),
      },
      { isArithmetic: true, why: 'without the cached ones: 2,000 × 2 + 300 × 8 = 6,400 millionths', calls: ['own'], apply: (facts) => withCost(facts, 0.0064) },
      { isArithmetic: true, why: 'without the cached ones: 1,370 × 0.15 + 155 × 0.6 = 205.5 + 93 millionths', calls: ['cached'], apply: (facts) => withCost(facts, 0.0002985) },
    ],
  },
];

export const differencesOf = (client: Client, call: CallName): readonly Difference[] => client.differences.filter(({ calls }) => calls?.includes(call) ?? true);
