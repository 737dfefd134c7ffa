import type { EnvironmentName } from './environments.ts';
import type { Scenario } from './scenarios.ts';

/** A client as people run it, with what it is sent to do. */
export interface FieldClient {
  /** Also of its recording: `recorded/NAME.jsonl`. */
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  /** What is special about how it is set up, for the page. */
  readonly note?: string;
  readonly environment: EnvironmentName;
  readonly scenarios: readonly Scenario[];
}

const OPENAI = ['weather', 'stream', 'failing', 'cached', 'reasoning'] as const;
const ANTHROPIC = ['anthropicTools', 'anthropicCached', 'anthropicStream'] as const;

export const fieldClients = [
  { name: 'otel-genai', file: 'otel_genai.py', environment: 'otel-genai', scenarios: [...OPENAI, ...ANTHROPIC] },
  {
    name: 'openai-v2-events',
    file: 'openai_v2.py',
    note: 'texts in events',
    args: ['events'],
    environment: 'openai-v2',
    scenarios: ['weather', 'stream', 'failing', 'cached'],
  },
  {
    name: 'openai-v2-latest',
    file: 'openai_v2.py',
    note: 'texts in spans',
    args: ['latest'],
    environment: 'openai-v2',
    scenarios: ['weather', 'stream', 'failing', 'cached'],
  },
  {
    name: 'google-genai-events',
    file: 'google_genai.py',
    note: 'texts in events',
    args: ['events'],
    environment: 'google-genai',
    scenarios: ['gemini'],
  },
  {
    name: 'google-genai-latest',
    file: 'google_genai.py',
    note: 'texts in spans',
    args: ['latest'],
    environment: 'google-genai',
    scenarios: ['gemini'],
  },
  { name: 'openinference', file: 'openinference_calls.py', environment: 'openinference', scenarios: [...OPENAI, ...ANTHROPIC] },
  { name: 'langchain', file: 'langchain_agent.py', environment: 'langchain', scenarios: ['weather', 'stream', 'failing'] },
  { name: 'llama-index', file: 'llama_index_agent.py', environment: 'llama-index', scenarios: ['weather', 'cached'] },
  { name: 'crewai', file: 'crewai_crew.py', environment: 'crewai', scenarios: ['weather'] },
  { name: 'smolagents', file: 'smolagents_agent.py', environment: 'smolagents', scenarios: ['weatherByTool'] },
  {
    name: 'pydantic-ai-logfire',
    file: 'pydantic_agent.py',
    note: 'instrumented by Logfire',
    args: ['logfire'],
    environment: 'pydantic-ai',
    scenarios: ['weather', 'failing'],
  },
  {
    name: 'pydantic-ai-openinference',
    file: 'pydantic_agent.py',
    note: 'instrumented by OpenInference',
    args: ['openinference'],
    environment: 'pydantic-ai',
    scenarios: ['weather', 'failing'],
  },
  {
    name: 'openai-agents-openinference',
    file: 'openai_agents.py',
    note: 'instrumented by OpenInference',
    args: ['openinference'],
    environment: 'openai-agents',
    scenarios: ['responses'],
  },
  {
    name: 'openai-agents-otel',
    file: 'openai_agents.py',
    note: 'instrumented by OpenTelemetry',
    args: ['otel'],
    environment: 'openai-agents',
    scenarios: ['responses'],
  },
  { name: 'dspy', file: 'dspy_program.py', environment: 'dspy', scenarios: ['cached'] },
  {
    name: 'litellm',
    file: 'litellm_calls.py',
    environment: 'litellm',
    scenarios: ['weather', 'stream', 'failing', 'cached', 'anthropicCached'],
  },
  { name: 'langfuse', file: 'langfuse_python.py', environment: 'langfuse', scenarios: OPENAI },
  { name: 'traceloop', file: 'traceloop_python.py', environment: 'traceloop', scenarios: [...OPENAI, ...ANTHROPIC] },
  { name: 'google-adk', file: 'adk_agent.py', environment: 'google-adk', scenarios: ['gemini'] },
  {
    name: 'strands',
    file: 'strands_agent.py',
    note: 'default conventions',
    args: ['default'],
    environment: 'strands',
    scenarios: ['weather'],
  },
  {
    name: 'strands-latest',
    file: 'strands_agent.py',
    note: 'newest conventions',
    args: ['latest'],
    environment: 'strands',
    scenarios: ['weather'],
  },
  { name: 'ai-5', file: 'ai_sdk.js', environment: 'ai-5', scenarios: OPENAI },
  { name: 'ai-6', file: 'ai_sdk.js', environment: 'ai-6', scenarios: OPENAI },
  { name: 'mastra', file: 'mastra_agent.js', environment: 'mastra', scenarios: ['weather'] },
] as const satisfies readonly FieldClient[];

export type FieldClientName = (typeof fieldClients)[number]['name'];
