import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, SpanKind } from '../../types.ts';
import { group, row, type SpanAttributes } from './span-attributes.ts';
import { searchesVectors } from './vector-store.ts';

const langfuseType = row('langfuse.observation.type');
const openinferenceKind = row('openinference.span.kind');
const operation = row('gen_ai.operation.name');
const aiSdkOperation = row('ai.operationId', 'operation.name');
const toolTraits = row('gen_ai.tool.name', 'gen_ai.tool.call.id', 'lk.function_tool.name');
const lmnrType = row('lmnr.span.type');
const traceloopKind = row('traceloop.span.kind');
const langsmithKind = row('langsmith.span.kind');
const mlflowType = row('mlflow.spanType');
const requestType = row('llm.request.type');
const springKind = row('spring.ai.kind');
const mastraType = row('mastra.span.type');
const spanType = row('span.type', 'entity.type');
const haystackType = row('haystack.component.type');
const adkRequest = row('gcp.vertex.agent.llm_request');
const adkTool = row('gcp.vertex.agent.tool_call_args');
/** A span that names the agent that runs, and no call: the run. */
/** Braintrust: a map with the type. */
const braintrustTraits = row('braintrust.span_attributes');
const agentNames = row('agent_name', 'gen_ai.agent.name');
const agentRun = row('agent_name', 'pydantic_ai.all_messages', 'all_messages_events');
/** FastMCP tells its calls of tools as remote calls. */
const rpcSystem = row('rpc.system', 'rpc.system.name');
const rpcMethod = row('rpc.method');
const vectorStore = row('db.vector.query.content', 'db.vector.query.response.documents');
/** A span with a model and one of these is a model call, even without a declared kind. */
const modelNames = row('langfuse.observation.model.name', 'gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name');
const modelTraits = row(
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.prompt_tokens',
  'gen_ai.usage.completion_tokens',
  'gen_ai.response.finish_reasons',
  'gen_ai.output.messages',
  'llm.token_count.prompt',
  'llm.token_count.completion',
  'langfuse.observation.usage_details',
  'gen_ai.input.messages',
  'gen_ai.system_instructions',
);
const promptGroup = group('gen_ai.prompt.');
const openinferenceTokens = row('llm.token_count.prompt', 'llm.token_count.completion', 'llm.token_count.total');
const openinferenceInput = group('llm.input_messages.');
const openinferenceOutput = group('llm.output_messages.');

/** Words of all conventions but the AI SDK's operations; each is lower case. */
const words = new Map<string, SpanKind>([
  ['span', 'SPAN'],
  ['event', 'EVENT'],
  ['generation', 'LLM'],
  ['llm', 'LLM'],
  ['chat_model', 'LLM'],
  ['embedding', 'EMBEDDING'],
  ['embeddings', 'EMBEDDING'],
  ['chain', 'CHAIN'],
  ['retriever', 'RETRIEVER'],
  ['retrieval', 'RETRIEVER'],
  ['reranker', 'RERANKER'],
  ['rerank', 'RERANKER'],
  ['tool', 'TOOL'],
  ['agent', 'AGENT'],
  ['guardrail', 'GUARDRAIL'],
  ['evaluator', 'EVALUATOR'],
  ['prompt', 'PROMPT'],
  ['chat', 'LLM'],
  ['text_completion', 'LLM'],
  ['completion', 'LLM'],
  ['generate_content', 'LLM'],
  ['response', 'LLM'],
  ['responses', 'LLM'],
  ['image_generation', 'LLM'],
  ['image_edit', 'LLM'],
  ['image_variation', 'LLM'],
  ['invoke_agent', 'AGENT'],
  ['create_agent', 'AGENT'],
  ['execute_tool', 'TOOL'],
  ['agent_step', 'CHAIN'],
  ['invoke_workflow', 'CHAIN'],
  ['workflow', 'CHAIN'],
  ['task', 'CHAIN'],
  ['parser', 'CHAIN'],
  ['ai.generatespeech', 'LLM'],
  ['ai.transcribe', 'LLM'],
  ['ai.streamtranscribe', 'LLM'],
  ['agent_run', 'AGENT'],
  ['model_generation', 'LLM'],
  ['model_inference', 'LLM'],
  ['model_step', 'CHAIN'],
  ['model_chunk', 'EVENT'],
  ['generic', 'SPAN'],
  ['tool_call', 'TOOL'],
  ['mcp_tool_call', 'TOOL'],
  ['client_tool_call', 'TOOL'],
  ['llm_request', 'LLM'],
  ['interaction', 'AGENT'],
  ['chat_client', 'CHAIN'],
  ['advisor', 'CHAIN'],
  ['vector_store', 'RETRIEVER'],
  ['search_memory', 'RETRIEVER'],
  ['plan', 'CHAIN'],
  ['handoff', 'CHAIN'],
  ['speech', 'LLM'],
  ['speech_group', 'CHAIN'],
  ['transcription', 'LLM'],
  ['graph', 'CHAIN'],
  ['invoke_graph', 'CHAIN'],
  ['conversation', 'CHAIN'],
  ['decision', 'CHAIN'],
]);

/** What an operation that no word names does, by what its name speaks of; the first that fits. */
const stems: readonly (readonly [RegExp, SpanKind])[] = [
  [/embed/, 'EMBEDDING'],
  [/re_?rank/, 'RERANKER'],
  [/retriev|vector_?(?:search|query|operation)|similarity_?search|search_memor/, 'RETRIEVER'],
  [/guardrail|moderation/, 'GUARDRAIL'],
  [/evaluat|scor(?:e|ing)/, 'EVALUATOR'],
  [/(?:^|_)tool(?:_call|_use|_run)?$|(?:run|call|use|execute)_?(?:tool|function)/, 'TOOL'],
  [/(?:^|_)(?:llm|chat|generation|completions?)(?:_call|_request)?$/, 'LLM'],
  [/(?:^|_)agent(?:_run|_execution|_call)?$|(?:run|call|invoke)_?agent/, 'AGENT'],
  [/workflow|pipeline|(?:^|_)(?:chain|step|task|graph|node|flow|crew)$|processor/, 'CHAIN'],
];
const maxRemembered = 1_000;
const ofOtherWords = new Map<string, SpanKind | null>();

/** The kind that a word which conventions do not define speaks of (`rag_embedding`, `run_tool`); null: of none. */
function ofStems(value: unknown): SpanKind | null {
  if (typeof value !== 'string' || value === '') return null;
  let kind = ofOtherWords.get(value);
  if (kind === undefined) {
    const word = value
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replaceAll(/[\s.-]+/g, '_');
    kind = stems.find(([stem]) => stem.test(word))?.[1] ?? null;
    if (ofOtherWords.size < maxRemembered) ofOtherWords.set(value, kind);
  }
  return kind;
}

/**
 * What a span did. The AI SDK wraps each call of a model (`….doGenerate`, `….doStream`) in a span that tells the same prompt and
 * tokens again; that one is an AGENT, so that a call is counted once (ai-sdk.test.ts). Its own name for the operation comes before
 * `gen_ai.operation.name`: OpenLLMetry calls both "chat". The words that say more than the kind
 * ("text_completion", "ai.streamObject") stay among the attributes.
 */
export function kindOf(attributes: SpanAttributes, name: string): SpanKind {
  return (
    attributes.take(langfuseType, wordOf) ??
    attributes.take(openinferenceKind, (value) => ofOpeninference(wordOf(value), attributes, name)) ??
    ofAiSdk(attributes.peek(aiSdkOperation)) ??
    wordOf(attributes.peek(operation)) ??
    wordOf(attributes.peek(mastraType)) ??
    ofStems(attributes.peek(operation)) ??
    ofSpanType(attributes.peek(spanType)) ??
    (attributes.peek(toolTraits) === undefined ? null : 'TOOL') ??
    wordOf(attributes.peek(lmnrType)) ??
    wordOf(attributes.peek(traceloopKind)) ??
    wordOf(attributes.peek(langsmithKind)) ??
    ofMlflow(attributes.peek(mlflowType)) ??
    wordOf(attributes.peek(requestType)) ??
    ofBraintrust(attributes.peek(braintrustTraits)) ??
    ofStems(attributes.peek(mastraType)) ??
    wordOf(attributes.peek(springKind)) ??
    ofHaystack(attributes.peek(haystackType)) ??
    (attributes.peek(vectorStore) !== undefined || searchesVectors(attributes, name) ? 'RETRIEVER' : null) ??
    ofAdk(attributes) ??
    (attributes.peek(rpcSystem) === 'mcp' && attributes.peek(rpcMethod) === 'tools/call' ? 'TOOL' : null) ??
    ofTraits(attributes, name)
  );
}

/** `score` is a scorer's span, `eval` a case of an experiment, `function` any code. */
function ofBraintrust(value: AttributeValue | undefined): SpanKind | null {
  const type = value === undefined ? null : fieldsOf(jsonOr(value))?.['type'];
  if (type === 'score') return 'EVALUATOR';
  return type === 'eval' ? 'CHAIN' : type === 'function' ? 'SPAN' : wordOf(type);
}

/**
 * OpenInference declares each method of a model's class as a call of the model (LlamaIndex's `OpenAI._prepare_chat_with_tools`). A method
 * that is no part of the class's interface, and reports neither messages nor tokens, is a step on the way to the call.
 */
const ofOpeninference = (kind: SpanKind | null, attributes: SpanAttributes, name: string): SpanKind | null =>
  kind === 'LLM' && isPreparation(attributes, name) ? 'CHAIN' : kind;
const isPreparation = (attributes: SpanAttributes, name: string): boolean =>
  name.includes('._') &&
  privateMethod.test(name) &&
  attributes.peek(openinferenceTokens) === undefined &&
  !attributes.has(openinferenceInput) &&
  !attributes.has(openinferenceOutput);
const privateMethod = /\._[a-z]\w*$/;

/** Of a span whose kind nothing declares: the operation that its name begins with ("invoke_agent joker"), and what it brings. */
function ofTraits(attributes: SpanAttributes, name: string): SpanKind {
  const hasModel = attributes.peek(modelNames) !== undefined;
  const hasAgent = attributes.peek(agentNames) !== undefined;
  if (!hasModel && !hasAgent) return 'SPAN';
  const end = name.indexOf(' ');
  const operationInName = end > 0 ? wordOf(name.slice(0, end)) : null;
  if (operationInName !== null && operationInName !== 'SPAN' && operationInName !== 'EVENT') return operationInName;
  if (attributes.peek(agentRun) !== undefined) return 'AGENT';
  if (hasModel && (attributes.peek(modelTraits) !== undefined || attributes.has(promptGroup))) return 'LLM';
  // An operation that is declared, but none of an agent, is a step of it.
  return hasAgent && attributes.peek(operation) === undefined ? 'AGENT' : 'SPAN';
}

/** google-adk leaves the request of a tool's span empty, and does not always name the operation. */
function ofAdk(attributes: SpanAttributes): SpanKind | null {
  const request = attributes.peek(adkRequest);
  if (request !== undefined && request !== '{}') return 'LLM';
  return attributes.peek(adkTool) === undefined ? null : 'TOOL';
}

/**
 * The type of a span of Claude Code, whose waits and runs of a tool are steps of the one call, or of VoltAgent; of others (`web`, `db`) it
 * is no kind.
 */
const spanTypes: ReadonlySet<string> = new Set([
  'llm_request',
  'interaction',
  'tool',
  'llm',
  'agent',
  'retriever',
  'embedding',
  'guardrail',
  'workflow',
]);

function ofSpanType(value: unknown): SpanKind | null {
  return typeof value === 'string' && spanTypes.has(value)
    ? wordOf(value)
    : typeof value === 'string' && (value.startsWith('tool.') || value === 'hook')
      ? 'SPAN'
      : null;
}

/** Haystack names a component by its class (`OpenAIChatGenerator`), whose ending is its kind. */
function ofHaystack(value: unknown): SpanKind | null {
  return typeof value === 'string' ? (haystackEndings.find(([ending]) => value.endsWith(ending))?.[1] ?? 'CHAIN') : null;
}

const haystackEndings: readonly (readonly [string, SpanKind])[] = [
  ['Generator', 'LLM'],
  ['Retriever', 'RETRIEVER'],
  ['Embedder', 'EMBEDDING'],
  ['Ranker', 'RERANKER'],
  ['ToolInvoker', 'TOOL'],
  ['Agent', 'AGENT'],
  ['Evaluator', 'EVALUATOR'],
  ['PromptBuilder', 'PROMPT'],
];

function wordOf(value: unknown): SpanKind | null {
  return typeof value === 'string' ? (words.get(value) ?? words.get(value.toLowerCase()) ?? null) : null;
}

/** MLflow writes its attributes as JSON: a word has its quotes. */
const ofMlflow = (value: unknown): SpanKind | null =>
  wordOf(typeof value === 'string' && value.startsWith('"') ? value.slice(1, -1) : value);

function ofAiSdk(attributes: unknown): SpanKind | null {
  if (typeof attributes !== 'string' || !attributes.startsWith('ai.')) return null;
  const end = attributes.indexOf(' '); // "ai.generateText.doGenerate my-function"
  const operationId = end < 0 ? attributes : attributes.slice(0, end);
  if (operationId.endsWith('.doGenerate') || operationId.endsWith('.doStream') || operationId.endsWith('.doDecide')) return 'LLM';
  if (operationId.endsWith('.doEmbed')) return 'EMBEDDING';
  if (operationId.endsWith('.doRerank')) return 'RERANKER';
  if (operationId === 'ai.toolCall') return 'TOOL';
  if (operationId === 'ai.embed' || operationId === 'ai.embedMany' || operationId === 'ai.rerank' || operationId === 'ai.decide')
    return 'CHAIN';
  return words.get(operationId.toLowerCase()) ?? 'AGENT';
}
