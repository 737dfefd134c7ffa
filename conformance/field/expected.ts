import type { FieldClientName } from './clients.ts';
import type { FieldFacts, ModelCall, ToolRun } from './facts.ts';
import type { Scenario } from './scenarios.ts';
import { factsFrom, truths, type Truth } from './truth.ts';

/** What a client does in a way of its own, or does not report: then `why` says what, for the page. */
interface Change {
  readonly why?: string;
  /** Which calls and tools of the scenario are in the trace; then what is different in each; then in what follows of them. */
  readonly parts?: (truth: Truth) => Partial<Truth>;
  readonly call?: (call: ModelCall, place: number) => Partial<ModelCall>;
  readonly tool?: (tool: ToolRun) => Partial<ToolRun>;
  readonly facts?: (facts: FieldFacts) => Partial<FieldFacts>;
  /** Of the trace, where a scenario is more than one. */
  readonly title?: string;
}

export interface ExpectedTrace {
  readonly title: string;
  readonly facts: FieldFacts;
  readonly changes: readonly Change[];
}

function trace(scenario: Scenario, tree: string, ...changes: readonly Change[]): ExpectedTrace {
  const { calls, tools } = changes.reduce<Truth>((all, { parts }) => ({ ...all, ...parts?.(all) }), truths[scenario]);
  const changed: Truth = {
    calls: calls.map((call, place) => changes.reduce<ModelCall>((one, { call: change }) => ({ ...one, ...change?.(one, place) }), call)),
    tools: tools.map((tool) => changes.reduce<ToolRun>((one, { tool: change }) => ({ ...one, ...change?.(one) }), tool)),
  };
  const facts = changes.reduce<FieldFacts>((all, { facts: change }) => ({ ...all, ...change?.(all) }), factsFrom(changed, tree));
  return { title: [scenario, ...changes.flatMap(({ title }) => title ?? [])].join(', '), facts, changes };
}

// How an application around a client is written.

/** It runs the tool itself, without a span. */
const byHand: Change = { parts: () => ({ tools: [] }) };
const only = (place: number, title: string): Change => ({ title, parts: ({ calls }) => ({ calls: calls.slice(place, place + 1) }) });
const instructs = (instructions: string): Change => ({ call: ({ prompt }) => ({ prompt: [`SYSTEM ${instructions}`, ...prompt] }) });
const asks = (question: string): Change => ({
  call: ({ prompt }) => ({ prompt: prompt.map((line) => (line.startsWith('USER') ? `USER ${question}` : line)) }),
});
const inOneSentence = instructs('You answer in one short sentence.');
const withPrefix = asks('A prefix that the provider keeps. A pref… 1378');
const withNovel: Change = {
  call: ({ prompt }) => ({ prompt: ['SYSTEM You are an AI assistant tasked with anal… 403', ...prompt.slice(1)] }),
};

// What clients report otherwise.

const names = (error: string): Change => ({ call: (call) => (call.error === null ? {} : { error }) });
const argumentsAs = (wrap: (given: unknown) => unknown): Change => ({ tool: (tool) => ({ arguments: wrap(tool.arguments) }) });
const asPython = argumentsAs((kwargs) => ({ args: [], kwargs }));
const notes = (why: string): Change => ({ why });

/** Anthropic's client makes spans itself, without texts: the same calls a second time, which counts once. */
const bare = (call: ModelCall): ModelCall => ({ ...call, prompt: [], reply: [], definitions: [], finishReason: null });
const anthropicItself: Change = { facts: ({ calls }) => ({ calls: calls.flatMap((call) => [call, bare(call)]) }) };

// What clients do not report.

const noCallIds: Change = { why: 'the span of a tool does not name the call that asked for it', tool: () => ({ callId: null }) };
const noFirstToken: Change = { why: 'when a stream’s first token came is not reported', call: () => ({ hasFirstToken: false }) };
const noFinishReason: Change = { why: 'the reason why a reply ended is not reported', call: () => ({ finishReason: null }) };
const noDefinitions: Change = { why: 'the definitions of tools are not on its calls', call: () => ({ definitions: [] }) };
const noProvider: Change = { why: 'the provider is not reported', call: () => ({ provider: null }) };
const noErrorType: Change = { why: 'the type of an error is not reported', ...names('error') };
const noCache: Change = {
  why: 'cached tokens are not reported: the cost is that without a cache',
  // 1,370 × 0.15 + 155 × 0.6 = 205.5 + 93 millionths
  call: () => ({ cacheRead: 0, costUsd: 0.0002985 }),
};
const asAsked = (model: string): Change => ({
  why: 'the model is the one that was asked for, not the one that answered',
  call: () => ({ model }),
});
const mini = asAsked('gpt-4o-mini');

const openaiV2 = [
  trace('weather', 'SPAN(LLM LLM)', byHand, noDefinitions),
  trace('stream', 'SPAN(LLM)', noFirstToken),
  trace('failing', 'SPAN(LLM)'),
  trace('cached', 'SPAN(LLM)', withPrefix, noCache),
];

const genaiInOneSpan: readonly Change[] = [
  {
    why: 'one span stands for all calls that it makes until tools have run, with the tokens of the last and without the calls of tools',
    parts: ({ calls }) => ({ calls: calls.slice(-1) }),
    call: ({ prompt }) => ({ prompt: ['SYSTEM You must use the available tools.', ...prompt.slice(0, 1)] }),
  },
  noCallIds,
  { tool: () => ({ result: "It's sunny in New York." }) },
];

const inSmolagents: readonly Change[] = [
  {
    call: (_call, place) => ({
      prompt: [
        'SYSTEM You are an expert assistant who can solv… 3308',
        "USER New task:\nWhat's the weather in Paris?",
        ...(place === 0 ? [] : ["USER Calling tools:\n[{'id': 'call_HI3bFDQuCgz… 145", "USER Observation:\nIt's sunny in Paris."]),
      ],
      definitions: ['get_weather', 'final_answer'],
    }),
    facts: ({ calls: [first, second] }) => ({
      conversation: [first?.prompt, first?.reply, second?.prompt.slice(2), second?.reply].flatMap((lines) => lines ?? []),
    }),
  },
  argumentsAs((kwargs) => ({ args: [], sanitize_inputs_outputs: true, kwargs })),
  mini,
  noFinishReason,
  noCallIds,
  notes('calls of tools and their results are texts of the user in its prompts'),
];

const ownSession: Change = {
  why: 'each run of its agent is a conversation of its own, and it has no place for a user',
  facts: () => ({ session: '*', user: null }),
};
const pydantic = [
  trace('weather', 'AGENT(LLM TOOL LLM)', inOneSentence, ownSession),
  trace('failing', 'AGENT(LLM)', names('pydantic_ai.exceptions.ModelAuthenticationError'), ownSession, {
    why: 'a call that fails has no prompt, which only its agent has; both are errors',
    call: () => ({ prompt: [] }),
    facts: ({ conversation }) => ({ errors: 2, conversation: ['USER Is anybody there?', ...conversation] }),
  }),
];

const noReasoning: Change = { why: 'reasoning tokens are not reported', call: () => ({ reasoning: 0 }) };
const aiSdk = [
  trace('weather', 'AGENT(LLM TOOL LLM)'),
  trace('stream', 'AGENT(LLM)'),
  trace('failing', 'AGENT(LLM)', names('AI_APICallError'), { facts: () => ({ errors: 2 }) }),
];

const unmeasured = { input: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null, costUsd: null };
const inMastra: readonly Change[] = [
  inOneSentence,
  {
    why: 'its calls have no prompt and no calls of tools: those are on the steps and the generation around them, the latter a call without numbers',
    facts: ({ calls }) => {
      const [first, second] = calls as [ModelCall, ModelCall];
      const around = { ...first, ...unmeasured, model: null, provider: null, finishReason: null, definitions: [] };
      return {
        calls: [
          { ...around, reply: ['ASSISTANT The weather in Paris is sunny. get_weather({"city":"Paris"})'] },
          { ...first, prompt: [], reply: ['ASSISTANT'], definitions: [] },
          { ...second, prompt: [], definitions: [] },
        ],
      };
    },
  },
];

const noSession: Change = {
  why: 'neither the session nor the user nor the instructions that it is given are in its spans',
  facts: () => ({ session: null, user: null }),
};

const inStrands: readonly Change[] = [
  asks('What is the weather in New York?'),
  instructs('You are a helpful assistant that can check the weather.'),
  asAsked('gpt-3.5-turbo'),
  // 43 × 0.5 + 14 × 1.5 = 21.5 + 21; 70 × 0.5 + 8 × 1.5 = 35 + 12
  { call: (_call, place) => ({ costUsd: place === 0 ? 0.0000425 : 0.000047, hasFirstToken: true }) },
  noProvider,
  noDefinitions,
];

const openaiByLitellm = (scenario: Scenario, tree: string, model: string, ...more: readonly Change[]): ExpectedTrace =>
  trace(scenario, tree, asAsked(`openai/${model}`), ...more);

/** Of each client its traces, in the order in which they begin, right in every fact. Where the product errs is in `known-wrong.ts`. */
export const expectedTraces: Readonly<Record<FieldClientName, readonly ExpectedTrace[]>> = {
  'otel-genai': [
    trace('weather', 'SPAN(LLM LLM)', byHand),
    trace('stream', 'SPAN(LLM)'),
    trace('failing', 'SPAN(LLM)', names('openai.AuthenticationError')),
    trace('cached', 'SPAN(LLM)', withPrefix),
    trace('reasoning', 'SPAN(LLM)'),
    trace('anthropicTools', 'SPAN(LLM(LLM))', anthropicItself),
    trace('anthropicCached', 'SPAN(LLM(LLM) LLM(LLM))', withNovel, anthropicItself),
    trace('anthropicStream', 'SPAN(LLM(LLM))', anthropicItself),
  ],
  'openai-v2-events': openaiV2,
  'openai-v2-latest': openaiV2,
  'google-genai-events': [
    trace('gemini', 'SPAN(LLM(TOOL))', ...genaiInOneSpan, {
      why: 'where its texts go into events, a tool has neither arguments nor result',
      tool: () => ({ arguments: null, result: null }),
    }),
  ],
  'google-genai-latest': [trace('gemini', 'SPAN(LLM(TOOL))', ...genaiInOneSpan)],
  openinference: [
    trace('weather', 'SPAN(LLM LLM)', byHand),
    trace('stream', 'LLM'),
    trace('failing', 'LLM', names('openai.AuthenticationError')),
    trace('cached', 'LLM', withPrefix),
    trace('reasoning', 'LLM', noFinishReason, { call: ({ reply }) => ({ reply: ['ASSISTANT', ...reply] }) }),
    trace('anthropicTools', 'LLM(LLM)', anthropicItself),
    trace('anthropicCached', 'LLM(LLM)', withNovel, only(0, 'written'), anthropicItself),
    trace('anthropicCached', 'LLM(LLM)', withNovel, only(1, 'read'), anthropicItself),
    trace('anthropicStream', 'LLM', noFirstToken),
    trace('anthropicStream', 'LLM', {
      title: 'by Anthropic’s client',
      why: 'Anthropic’s client makes spans itself, without texts: that of a stream is a trace of its own',
      call: bare,
      facts: () => ({ session: null, user: null }),
    }),
  ],
  langchain: [
    trace('weather', 'CHAIN(CHAIN(LLM) CHAIN(TOOL) CHAIN(LLM))', inOneSentence, {
      why: 'a tool with one argument has its value without its name',
      ...argumentsAs(() => 'Paris'),
    }),
    trace('stream', 'LLM', asAsked('gpt-3.5-turbo'), noFirstToken),
    trace('failing', 'LLM', names('langchain_openai.chat_models.base.OpenAIAuthenticationError'), {
      call: () => ({ reply: ['ASSISTANT'] }),
    }),
  ],
  'llama-index': [
    trace(
      'weather',
      'CHAIN(CHAIN CHAIN CHAIN(CHAIN LLM) CHAIN CHAIN(TOOL) CHAIN CHAIN CHAIN(CHAIN LLM) CHAIN)',
      inOneSentence,
      mini,
      argumentsAs((kwargs) => ({ kwargs })),
      noCallIds,
    ),
    trace('cached', 'LLM', mini),
  ],
  crewai: [
    trace(
      'weather',
      'CHAIN(AGENT(LLM TOOL LLM))',
      asks("\nCurrent Task: What's the weather in Par… 191"),
      instructs('You are Forecaster. You know all tools.\nYour personal goal is: Answer about the weather'),
      noCallIds,
    ),
  ],
  smolagents: [trace('weatherByTool', 'AGENT(CHAIN(LLM TOOL) CHAIN(LLM TOOL))', ...inSmolagents)],
  'pydantic-ai-logfire': pydantic,
  'pydantic-ai-openinference': pydantic,
  'openai-agents-openinference': [
    trace('responses', 'AGENT(CHAIN(AGENT(CHAIN(LLM TOOL) CHAIN(LLM))))', noSession, noCallIds, {
      why: 'a reply that calls a tool ends with stop',
      call: () => ({ finishReason: 'stop' }),
    }),
  ],
  'openai-agents-otel': [
    trace('responses', 'AGENT(SPAN(AGENT(SPAN(LLM TOOL) SPAN(LLM))))', noSession, noCallIds, noFinishReason, noDefinitions, {
      why: 'the call of a tool is its Python text, and neither it nor the result is in the next prompt',
      call: ({ prompt, reply }, place) => ({
        prompt: prompt.slice(0, 1),
        reply: place === 0 ? [`ASSISTANT ResponseFunctionToolCall(arguments='{"lo… 271`] : reply,
      }),
    }),
  ],
  dspy: [
    trace('cached', 'LLM', mini, noFinishReason, {
      why: 'tokens are not reported',
      call: () => ({ input: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null, costUsd: null }),
    }),
  ],
  litellm: [
    openaiByLitellm('weather', 'SPAN(LLM LLM)', 'gpt-4o-mini', byHand),
    openaiByLitellm('stream', 'LLM', 'gpt-3.5-turbo', noFirstToken),
    openaiByLitellm('failing', 'LLM', 'gpt-4o', names('litellm.exceptions.AuthenticationError')),
    openaiByLitellm('cached', 'LLM', 'gpt-4o-mini'),
    trace('anthropicCached', 'LLM', asAsked('anthropic/claude-3-7-sonnet-20250219'), only(0, 'written')),
    trace('anthropicCached', 'LLM', asAsked('anthropic/claude-3-7-sonnet-20250219'), only(1, 'read')),
  ],
  langfuse: [
    trace('weather', 'AGENT(LLM TOOL LLM)', noProvider, noFinishReason, asPython, noCallIds),
    trace('stream', 'AGENT(LLM)', noProvider, noFinishReason, {
      call: ({ reply }) => ({ reply: reply.map((line) => line.replace('ASSISTANT', 'text:')) }),
    }),
    trace('failing', 'AGENT(LLM)', noProvider, noErrorType),
    trace('cached', 'AGENT(LLM)', withPrefix, noProvider, noFinishReason),
    trace('reasoning', 'AGENT(LLM)', noProvider, noFinishReason, {
      call: ({ prompt }) => ({ prompt: prompt.map((line) => line.replace('USER', 'text:')) }),
    }),
  ],
  traceloop: [
    trace('weather', 'CHAIN(LLM TOOL LLM)', asPython, noCallIds),
    trace('stream', 'CHAIN(LLM)'),
    trace('failing', 'CHAIN(LLM)'),
    trace('cached', 'CHAIN(LLM)', withPrefix),
    trace('reasoning', 'CHAIN(LLM)'),
    trace('anthropicTools', 'CHAIN(LLM LLM)', anthropicItself),
    trace('anthropicCached', 'CHAIN(LLM LLM LLM LLM)', withNovel, anthropicItself),
    trace('anthropicStream', 'CHAIN(LLM LLM)', {
      why: 'of a stream it adds the output tokens that Anthropic reports at the start to those at the end; Anthropic’s own span has the right ones',
      // 21 × 3 + 20 × 15 = 63 + 300
      facts: ({ calls: [call] }) => {
        const right = call as ModelCall;
        return { calls: [{ ...right, output: 20, costUsd: 0.000363, hasFirstToken: false }, bare(right)] };
      },
    }),
  ],
  'ai-5': [...aiSdk, trace('cached', 'AGENT(LLM)', noCache), trace('reasoning', 'AGENT(LLM)', noReasoning)],
  'ai-6': [...aiSdk, trace('cached', 'AGENT(LLM)'), trace('reasoning', 'AGENT(LLM)')],
  mastra: [trace('weather', 'AGENT(LLM(CHAIN(LLM(EVENT EVENT) TOOL) CHAIN(LLM(EVENT))))', ...inMastra)],
  'google-adk': [
    trace('gemini', 'CHAIN(AGENT(LLM TOOL LLM))', instructs('You must use the available tools to find… 180'), {
      why: 'the user is not reported',
      tool: () => ({ callId: 'adk-*' }),
      facts: () => ({ user: null }),
    }),
  ],
  strands: [trace('weather', 'AGENT(SPAN(LLM TOOL) SPAN(LLM))', ...inStrands)],
  'strands-latest': [trace('weather', 'AGENT(SPAN(LLM TOOL) SPAN(LLM))', ...inStrands)],
};
