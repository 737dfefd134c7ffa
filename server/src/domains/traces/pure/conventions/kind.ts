import type { SpanKind } from '../../types.ts';
import { group, row, type SpanAttributes } from './span-attributes.ts';

const langfuseType = row('langfuse.observation.type');
const openinferenceKind = row('openinference.span.kind');
const operation = row('gen_ai.operation.name');
const aiSdkOperation = row('ai.operationId', 'operation.name');
const toolTraits = row('gen_ai.tool.name', 'gen_ai.tool.call.id');
const lmnrType = row('lmnr.span.type');
const traceloopKind = row('traceloop.span.kind');
const langsmithKind = row('langsmith.span.kind');
const mlflowType = row('mlflow.spanType');
const requestType = row('llm.request.type');
/** A span with a model and one of these is a model call, even without a declared kind. */
const modelNames = row('langfuse.observation.model.name', 'gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name');
const modelTraits = row(
  'gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens', 'gen_ai.usage.prompt_tokens', 'gen_ai.usage.completion_tokens', 'gen_ai.response.finish_reasons', 'gen_ai.output.messages',
  'llm.token_count.prompt', 'llm.token_count.completion', 'langfuse.observation.usage_details',
);
const promptGroup = group('gen_ai.prompt.');

/** Words of all conventions but the AI SDK's operations; each is lower case. */
const words = new Map<string, SpanKind>([
  ['span', 'SPAN'], ['event', 'EVENT'], ['generation', 'LLM'], ['llm', 'LLM'], ['chat_model', 'LLM'], ['embedding', 'EMBEDDING'], ['embeddings', 'EMBEDDING'], ['chain', 'CHAIN'],
  ['retriever', 'RETRIEVER'], ['retrieval', 'RETRIEVER'], ['reranker', 'RERANKER'], ['rerank', 'RERANKER'], ['tool', 'TOOL'], ['agent', 'AGENT'], ['guardrail', 'GUARDRAIL'], ['evaluator', 'EVALUATOR'],
  ['prompt', 'PROMPT'], ['chat', 'LLM'], ['text_completion', 'LLM'], ['completion', 'LLM'], ['generate_content', 'LLM'], ['response', 'LLM'], ['responses', 'LLM'],
  ['image_generation', 'LLM'], ['image_edit', 'LLM'], ['image_variation', 'LLM'], ['invoke_agent', 'AGENT'], ['create_agent', 'AGENT'], ['execute_tool', 'TOOL'],
  ['agent_step', 'CHAIN'], ['invoke_workflow', 'CHAIN'], ['workflow', 'CHAIN'], ['task', 'CHAIN'], ['parser', 'CHAIN'],
  ['ai.generatespeech', 'LLM'], ['ai.transcribe', 'LLM'], ['ai.streamtranscribe', 'LLM'],
]);

/**
 * What a span did. The AI SDK wraps each call of a model (`….doGenerate`, `….doStream`) in a span that tells the same prompt and
 * tokens again; that one is an AGENT, so that a call is counted once (ai-sdk.test.ts). Its own name for the operation comes before
 * `gen_ai.operation.name`: OpenLLMetry calls both "chat". The words that say more than the kind
 * ("text_completion", "ai.streamObject") stay among the attributes.
 */
export function kindOf(attributes: SpanAttributes): SpanKind {
  return (
    attributes.take(langfuseType, wordOf) ?? attributes.take(openinferenceKind, wordOf) ?? ofAiSdk(attributes.peek(aiSdkOperation)) ?? wordOf(attributes.peek(operation)) ??
    (attributes.peek(toolTraits) === undefined ? null : 'TOOL') ??
    wordOf(attributes.peek(lmnrType)) ?? wordOf(attributes.peek(traceloopKind)) ?? wordOf(attributes.peek(langsmithKind)) ?? wordOf(attributes.peek(mlflowType)) ?? wordOf(attributes.peek(requestType)) ??
    (attributes.peek(modelNames) !== undefined && (attributes.peek(modelTraits) !== undefined || attributes.has(promptGroup)) ? 'LLM' : 'SPAN')
  );
}

function wordOf(value: unknown): SpanKind | null {
  return typeof value === 'string' ? (words.get(value) ?? words.get(value.toLowerCase()) ?? null) : null;
}

function ofAiSdk(attributes: unknown): SpanKind | null {
  if (typeof attributes !== 'string' || !attributes.startsWith('ai.')) return null;
  const end = attributes.indexOf(' '); // "ai.generateText.doGenerate my-function"
  const operationId = end < 0 ? attributes : attributes.slice(0, end);
  if (operationId.endsWith('.doGenerate') || operationId.endsWith('.doStream') || operationId.endsWith('.doDecide')) return 'LLM';
  if (operationId.endsWith('.doEmbed')) return 'EMBEDDING';
  if (operationId.endsWith('.doRerank')) return 'RERANKER';
  if (operationId === 'ai.toolCall') return 'TOOL';
  if (operationId === 'ai.embed' || operationId === 'ai.embedMany' || operationId === 'ai.rerank' || operationId === 'ai.decide') return 'CHAIN';
  return words.get(operationId.toLowerCase()) ?? 'AGENT';
}
