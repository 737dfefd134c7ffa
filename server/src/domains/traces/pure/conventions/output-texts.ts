import { fieldsOf, jsonOr } from '../chat/json.ts';
import { messageOf } from '../chat/message.ts';
import { readData } from '../chat/read.ts';
import type { ChatMessage, SpanKind, SpanText } from '../../types.ts';
import type { EventAttributes } from './events.ts';
import { documentsOf, indexedMessages, openinferenceMessages, unflatten } from './flattened.ts';
import { group, row, type Group, type SpanAttributes } from './span-attributes.ts';
import { fromEventList, messages, ofEvents, ofMastra, ofRun, readList, shown, taken, value, type Read } from './text-forms.ts';
import { toolText } from './tool-text.ts';

const langfuseOutput = row('langfuse.observation.output');
const traceOutput = row('langfuse.trace.output');
const outputMessages = row('gen_ai.output.messages');
const llmOutput = group('llm.output_messages.');
/** OpenInference: choices of the completions API. */
const choiceGroup = group('llm.choices.');
const completionGroup = group('gen_ai.completion.');
const wholeCompletion = row('gen_ai.completion', 'llm.output_messages');
const aiVectors = row('ai.embedding', 'ai.embeddings', 'ai.ranking');
const aiText = row('ai.response.text', 'ai.result.text');
const aiObject = row('ai.response.object', 'ai.result.object');
const aiCalls = row('ai.response.toolCalls', 'ai.result.toolCalls');
const aiReasoning = row('ai.response.reasoning', 'ai.result.reasoning');
const aiFiles = row('ai.response.files', 'ai.result.files');
const toolResult = row('gen_ai.tool.call.result', 'ai.toolCall.result', 'ai.toolCall.output');
const otherResult = row(
  'gen_ai.tool.result',
  'gen_ai.tool.message',
  'tool_response',
  'tool_result',
  'tool_output',
  'spring.ai.tool.call.result',
  'mcp.response.value',
  'lk.function_tool.output',
);
const foundList = row(
  'gen_ai.retrieval.documents',
  'gen_ai.memory.records',
  'gen_ai.memory.content',
  'db.vector.query.response.documents',
  'retrieval.documents',
);
const responseData = row('response_data');
const outputValue = row('output.value');
const outputType = row('output.mime_type');
const otherOutput = row(
  'braintrust.output_json',
  'braintrust.output',
  'weave.observation.output',
  'traceloop.entity.output',
  'mlflow.spanOutputs',
  'lmnr.span.output',
  'gcp.vertex.agent.llm_response',
  'gcp.vertex.agent.tool_response',
  'gen_ai.guardrail.output',
  'spring.ai.chat.client.output',
  'haystack.component.output',
  'haystack.agent.output',
  'haystack.pipeline.output_data',
  'crewai.crew.result',
  'gen_ai.task.output',
  'response.model_output',
  'lk.response.text',
  'agent.output',
  'outputs',
  'output',
);
const documents = group('retrieval.documents.');
const rankedDocuments = group('reranker.output_documents.');
const embeddings = group('embedding.embeddings.');

/** What came out of a span, from the best convention that tells it. `read` reads what may be a conversation. */
export function outputOf(
  attributes: SpanAttributes,
  kind: SpanKind,
  isRoot: boolean,
  events: EventAttributes,
  read: Read,
): SpanText | null {
  const output = sentOutput(attributes, kind, isRoot, events, read);
  return kind === 'TOOL' ? toolText(output) : output;
}

function sentOutput(attributes: SpanAttributes, kind: SpanKind, isRoot: boolean, events: EventAttributes, read: Read): SpanText | null {
  const main = attributes.peek(langfuseOutput) ?? (isRoot ? attributes.peek(traceOutput) : undefined);
  if (main !== undefined) {
    attributes.showEqual([langfuseOutput, traceOutput, aiText, aiObject, outputValue, outputMessages, otherOutput], main);
    return read(main);
  }
  return (
    taken(attributes, outputMessages, read) ??
    messages(attributes, llmOutput, openinferenceMessages, 'ASSISTANT', [outputValue, outputType]) ??
    aiAnswer(attributes) ??
    messages(attributes, completionGroup, indexedMessages, 'ASSISTANT', []) ??
    completionChoices(attributes) ??
    taken(attributes, wholeCompletion, read) ??
    taken(attributes, toolResult, readData, [toolResult]) ??
    taken(attributes, otherResult, readData) ??
    taken(attributes, aiVectors, readList) ??
    ofEvents(events.output, kind) ??
    fromEventList(attributes, 'output') ??
    ofRun(attributes, 'output') ??
    found(attributes, documents) ??
    found(attributes, rankedDocuments) ??
    (events.found.length === 0 ? null : ({ form: 'JSON', value: events.found } as const)) ??
    vectors(attributes) ??
    value(attributes, outputValue, outputType, read) ??
    taken(attributes, foundList, readList) ??
    ofMastra(attributes, 'output', kind, read) ??
    taken(attributes, responseData, read) ??
    taken(attributes, otherOutput, read)
  );
}

function completionChoices(attributes: SpanAttributes): SpanText | null {
  if (!attributes.has(choiceGroup)) return null;
  const messages = unflatten(attributes.entries(choiceGroup)).flatMap((item): ChatMessage[] => {
    const text = fieldsOf(fieldsOf(item)?.['completion'])?.['text'];
    return typeof text === 'string' ? [{ role: 'ASSISTANT', content: text }] : [];
  });
  return messages.length === 0 ? null : { form: 'CHAT', messages };
}

/** The vectors that OpenInference tells beside the texts which were embedded. */
function vectors(attributes: SpanAttributes): SpanText | null {
  if (!attributes.has(embeddings)) return null;
  const list = unflatten(attributes.entries(embeddings)).map((item) => fieldsOf(fieldsOf(item)?.['embedding'])?.['vector']);
  const there = list.filter((vector) => vector !== undefined);
  return there.length === 0 ? null : { form: 'JSON', value: there };
}

/** The AI SDK tells an answer's text, object, calls, thinking and files by themselves. */
function aiAnswer(attributes: SpanAttributes): SpanText | null {
  const [text, object, calls, reasoning, files] = [
    shown(attributes, aiText),
    shown(attributes, aiObject),
    shown(attributes, aiCalls),
    shown(attributes, aiReasoning),
    shown(attributes, aiFiles),
  ];
  if (text === undefined && object === undefined && calls === undefined && files === undefined) return null;
  const parts = files === undefined ? [] : jsonOr(files);
  const answer = text ?? object;
  const content = [
    ...(answer === undefined ? [] : [typeof answer === 'string' ? answer : JSON.stringify(answer)]),
    ...(Array.isArray(parts) ? parts : []),
  ];
  return {
    form: 'CHAT',
    messages: messageOf('ASSISTANT', { content, toolCalls: calls === undefined ? undefined : jsonOr(calls), reasoning }),
  };
}

function found(attributes: SpanAttributes, of: Group): SpanText | null {
  if (!attributes.has(of)) return null;
  const list = documentsOf(attributes.entries(of));
  if (list.length === 0) return null;
  attributes.show(outputValue, outputType);
  return { form: 'JSON', value: list };
}
