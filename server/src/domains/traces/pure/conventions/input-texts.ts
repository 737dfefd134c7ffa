import { fieldsOf, jsonOr } from '../chat/json.ts';
import { readData, readSpanText } from '../chat/read.ts';
import type { ChatMessage, SpanKind, SpanText } from '../../types.ts';
import { withInstructions, type EventAttributes } from './events.ts';
import { documentsOf, indexedMessages, openinferenceMessages, unflatten } from './flattened.ts';
import { group, row, type SpanAttributes } from './span-attributes.ts';
import { fromEventList, messages, ofEvents, ofMastra, ofRun, readList, shown, taken, value, type Read } from './text-forms.ts';
import { statement } from './vector-store.ts';

const langfuseInput = row('langfuse.observation.input');
const traceInput = row('langfuse.trace.input');
/** OpenInference: prompts of the completions API, which have no role. */
const completionGroup = group('llm.prompts.');
const inputMessages = row('gen_ai.input.messages');
const instructions = row('gen_ai.system_instructions');
const llmInput = group('llm.input_messages.');
const promptGroup = group('gen_ai.prompt.');
const wholePrompt = row('gen_ai.prompt', 'llm.input_messages');
const aiPrompt = row('ai.prompt.messages', 'ai.prompt');
const aiValues = row('ai.value', 'ai.values', 'ai.documents');
const toolArguments = row('gen_ai.tool.call.arguments', 'ai.toolCall.args', 'ai.toolCall.input');
/** Arguments and results as single frameworks call them. */
const otherArguments = row(
  'gen_ai.tool.arguments',
  'tool_arguments',
  'tool_input',
  'tool_parameters',
  'spring.ai.tool.call.arguments',
  'mcp.request.arguments',
  'mcp.request.argument',
  'lk.function_tool.arguments',
);
const query = row(
  'gen_ai.retrieval.query.text',
  'gen_ai.retrieval.query',
  'gen_ai.memory.query.text',
  'gen_ai.memory.query',
  'db.vector.query.content',
  'retrieval.query',
);
/** Logfire: the body of a request and what was made of its answer. */
const requestData = row('request_data');
const userPrompt = row('user_prompt');
/** OpenInference: a template, and what its variables are. */
const template = row('llm.prompt_template.template');
const variables = row('llm.prompt_template.variables');
const inputValue = row('input.value');
const inputType = row('input.mime_type');
const otherInput = row(
  'braintrust.input_json',
  'braintrust.input',
  'weave.observation.input',
  'traceloop.entity.input',
  'mlflow.spanInputs',
  'lmnr.span.input',
  'gcp.vertex.agent.llm_request',
  'gcp.vertex.agent.tool_call_args',
  'tool.parameters',
  'gen_ai.guardrail.input',
  'spring.ai.chat.client.input',
  'haystack.component.input',
  'haystack.agent.input',
  'haystack.pipeline.input_data',
  'crewai.crew.inputs',
  'gen_ai.task.input',
  'lk.chat_ctx',
  'lk.user_input',
  'llm.messages',
  'agent.messages',
  'inputs',
  'input',
);
const documentsToRank = group('reranker.input_documents.');
const question = row('reranker.query');
const embeddings = group('embedding.embeddings.');

/** What went into a span, from the best convention that tells it. `read` reads what may be a conversation. */
export function inputOf(attributes: SpanAttributes, kind: SpanKind, isRoot: boolean, events: EventAttributes, read: Read): SpanText | null {
  const main = attributes.peek(langfuseInput) ?? (isRoot ? attributes.peek(traceInput) : undefined);
  if (main !== undefined) {
    attributes.showEqual([langfuseInput, traceInput, aiPrompt, inputValue, inputMessages, otherInput], main);
    return read(main);
  }
  const input =
    taken(attributes, inputMessages, read) ??
    messages(attributes, llmInput, openinferenceMessages, 'USER', [inputValue, inputType]) ??
    taken(attributes, aiPrompt, read, [aiPrompt]) ??
    messages(attributes, promptGroup, indexedMessages, 'USER', []) ??
    completionPrompts(attributes) ??
    taken(attributes, wholePrompt, read) ??
    taken(attributes, toolArguments, readData, [toolArguments]) ??
    taken(attributes, otherArguments, readData) ??
    taken(attributes, aiValues, readList) ??
    ofEvents(events.input, kind) ??
    fromEventList(attributes, 'input') ??
    (kind === 'EMBEDDING' || kind === 'RERANKER' ? toRank(attributes) : null) ??
    ofRun(attributes, 'input') ??
    value(attributes, inputValue, inputType, read) ??
    taken(attributes, query, readData) ??
    (kind === 'RETRIEVER' ? taken(attributes, statement, readData) : null) ??
    ofMastra(attributes, 'input', kind, read) ??
    taken(attributes, requestData, read) ??
    taken(attributes, userPrompt, readSpanText) ??
    taken(attributes, otherInput, read) ??
    (kind === 'PROMPT' ? ofTemplate(attributes) : null);
  // Beside what is no conversation they stay an attribute.
  return input?.form === 'JSON' ? input : withInstructions(input, shown(attributes, instructions));
}

function completionPrompts(attributes: SpanAttributes): SpanText | null {
  if (!attributes.has(completionGroup)) return null;
  const messages = unflatten(attributes.entries(completionGroup)).flatMap((item): ChatMessage[] => {
    const text = fieldsOf(fieldsOf(item)?.['prompt'])?.['text'];
    return typeof text === 'string' ? [{ role: 'USER', content: text }] : [];
  });
  return messages.length === 0 ? null : { form: 'CHAT', messages };
}

/** A template and its variables, as a span that fills it in tells them. */
function ofTemplate(attributes: SpanAttributes): SpanText | null {
  const [text, values] = [shown(attributes, template), shown(attributes, variables)];
  if (text === undefined && values === undefined) return null;
  return {
    form: 'JSON',
    value: { ...(text === undefined ? null : { template: text }), ...(values === undefined ? null : { variables: jsonOr(values) }) },
  };
}

/** What is embedded, or the question and the documents that are put in order. */
function toRank(attributes: SpanAttributes): SpanText | null {
  if (attributes.has(documentsToRank))
    return {
      form: 'JSON',
      value: { query: shown(attributes, question) ?? null, documents: documentsOf(attributes.entries(documentsToRank)) },
    };
  if (!attributes.has(embeddings) || attributes.peek(inputValue) !== undefined) return null;
  const texts = unflatten(attributes.peekEntries(embeddings))
    .map((item) => fieldsOf(fieldsOf(item)?.['embedding'])?.['text'])
    .filter((text) => typeof text === 'string');
  return texts.length === 0 ? null : readData(texts.length === 1 ? texts[0] : texts);
}
