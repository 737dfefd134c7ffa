import { fieldsOf, firstOf, jsonOr, type Fields } from '../chat/json.ts';
import { messageOf, readMessage } from '../chat/message.ts';
import { readData, readSpanText, readWhole } from '../chat/read.ts';
import type { AttributeValue, ChatMessage, SpanKind, SpanText } from '../../types.ts';
import { withInstructions, type EventAttributes } from './events.ts';
import { documentsOf, indexedMessages, openinferenceMessages, unflatten } from './flattened.ts';
import { group, row, type Group, type Row, type SpanAttributes } from './span-attributes.ts';
import { statement } from './vector-store.ts';

const langfuseInput = row('langfuse.observation.input');
const langfuseOutput = row('langfuse.observation.output');
const traceInput = row('langfuse.trace.input');
const traceOutput = row('langfuse.trace.output');
const inputMessages = row('gen_ai.input.messages');
const outputMessages = row('gen_ai.output.messages');
const instructions = row('gen_ai.system_instructions');
const llmInput = group('llm.input_messages.');
const llmOutput = group('llm.output_messages.');
const promptGroup = group('gen_ai.prompt.');
const completionGroup = group('gen_ai.completion.');
const wholePrompt = row('gen_ai.prompt', 'llm.input_messages');
const wholeCompletion = row('gen_ai.completion', 'llm.output_messages');
const aiPrompt = row('ai.prompt.messages', 'ai.prompt');
const aiValues = row('ai.value', 'ai.values', 'ai.documents');
const aiVectors = row('ai.embedding', 'ai.embeddings', 'ai.ranking');
const aiText = row('ai.response.text', 'ai.result.text');
const aiObject = row('ai.response.object', 'ai.result.object');
const aiCalls = row('ai.response.toolCalls', 'ai.result.toolCalls');
const aiReasoning = row('ai.response.reasoning', 'ai.result.reasoning');
const aiFiles = row('ai.response.files', 'ai.result.files');
const toolArguments = row('gen_ai.tool.call.arguments', 'ai.toolCall.args', 'ai.toolCall.input');
const toolResult = row('gen_ai.tool.call.result', 'ai.toolCall.result', 'ai.toolCall.output');
/** Arguments and results as single frameworks call them. */
const otherArguments = row(
  'gen_ai.tool.arguments',
  'tool_arguments',
  'tool_input',
  'tool_parameters',
  'spring.ai.tool.call.arguments',
  'mcp.request.arguments',
  'mcp.request.argument',
);
const otherResult = row(
  'gen_ai.tool.result',
  'gen_ai.tool.message',
  'tool_response',
  'tool_result',
  'tool_output',
  'spring.ai.tool.call.result',
  'mcp.response.value',
);
/** All messages of an agent's run in one list: what went in, and the answer at its end. */
const allMessages = row('pydantic_ai.all_messages', 'all_messages_events', 'all_messages');
const finalResult = row('final_result');
const query = row(
  'gen_ai.retrieval.query.text',
  'gen_ai.retrieval.query',
  'gen_ai.memory.query.text',
  'gen_ai.memory.query',
  'db.vector.query.content',
  'retrieval.query',
);
const foundList = row(
  'gen_ai.retrieval.documents',
  'gen_ai.memory.records',
  'gen_ai.memory.content',
  'db.vector.query.response.documents',
  'retrieval.documents',
);
/** Mastra: `mastra.<type of the span>.input` and `.output`. */
const mastra = group('mastra.');
/** Logfire: the body of a request and what was made of its answer. */
const requestData = row('request_data');
const responseData = row('response_data');
const userPrompt = row('user_prompt');
/** pydantic-ai: all messages of a call as one JSON list of events. */
const eventList = row('events');
/** OpenInference: a template, and what its variables are. */
const template = row('llm.prompt_template.template');
const variables = row('llm.prompt_template.variables');
const inputValue = row('input.value');
const inputType = row('input.mime_type');
const outputValue = row('output.value');
const outputType = row('output.mime_type');
const otherInput = row(
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
  'inputs',
  'input',
);
const otherOutput = row(
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
  'outputs',
  'output',
);
const documents = group('retrieval.documents.');
const rankedDocuments = group('reranker.output_documents.');
const documentsToRank = group('reranker.input_documents.');
const embeddings = group('embedding.embeddings.');
const question = row('reranker.query');

export interface Texts {
  readonly input: SpanText | null;
  readonly output: SpanText | null;
  /** Tools that stood beside the messages of a request. */
  readonly tools: readonly unknown[] | null;
  /** Usage that stood in the body of the answer; undefined: none did. */
  readonly usage: unknown;
  /** Why the model stopped, as its answer tells it. */
  readonly finishReason: string | null;
  /** The model that the body of the answer names, else that of the request; null: neither does. */
  readonly model: string | null;
  /** The call that the result of a tool answers, where its message names it. */
  readonly toolCallId: string | null;
}

type Read = (value: unknown) => SpanText | null;

/**
 * What went into a span and came out of it, each from the best convention that tells it. What tells the same a second time is shown
 * with it; what stood beside the messages in the body of a request or an answer is left as the attributes `input.rest` and `output.rest`.
 */
export function textsOf(attributes: SpanAttributes, kind: SpanKind, isRoot: boolean, events: EventAttributes): Texts {
  // What these take and give is no conversation, whatever it looks like.
  const isData = kind === 'TOOL' || kind === 'EMBEDDING' || kind === 'RETRIEVER' || kind === 'RERANKER';
  let tools: readonly unknown[] | null = null;
  let usage: unknown;
  let finishReason: string | null = null;
  let model: string | null = null;
  const reader =
    (rest: 'input.rest' | 'output.rest'): Read =>
    (value) => {
      const { text, beside } = readWhole(value);
      if (beside.fields !== null) attributes.leave(rest, beside.fields as AttributeValue);
      if (beside.tools !== null && rest === 'input.rest') ({ tools } = beside);
      model = modelIn(beside.fields) ?? model;
      if (rest === 'output.rest') {
        usage = usageIn(beside.fields);
        ({ finishReason } = beside);
      }
      return kind === 'LLM' && rest === 'output.rest' ? (loneAnswer(text) ?? text) : text;
    };
  attributes.showsAs('input');
  const input = inputOf(attributes, kind, isRoot, events, isData ? readData : reader('input.rest'));
  attributes.showsAs('output');
  const sent = outputOf(attributes, kind, isRoot, events, isData ? readData : reader('output.rest'));
  const result = kind === 'TOOL' ? resultIn(sent) : null;
  const output = result === null ? sent : result.text;
  attributes.showsAs('field');
  return { input, output, tools, usage, finishReason: finishReason ?? events.finishReason, model, toolCallId: result?.callId ?? null };
}

/** A list of one text is the one answer of a model that may give several (DSPy). */
function loneAnswer(text: SpanText | null): SpanText | null {
  const [answer, another] = text?.form === 'JSON' && Array.isArray(text.value) ? (text.value as unknown[]) : [];
  return typeof answer === 'string' && another === undefined ? { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: answer }] } : null;
}

/** The result in a message of a tool which names its call (LangChain's); null: the output is no such message. */
function resultIn(output: SpanText | null): { readonly text: SpanText | null; readonly callId: string } | null {
  const [message, another] = output?.form === 'JSON' ? (readMessage(output.value) ?? []) : [];
  if (message?.role !== 'TOOL' || message.toolCallId === undefined || another !== undefined) return null;
  return { text: readData(message.content === '' ? message.parts : message.content), callId: message.toolCallId };
}

/** Where bodies of requests and answers name the model. */
function modelIn(fields: Fields | null): string | null {
  if (fields === null) return null;
  const within = [fields, fieldsOf(fields['llm_output']), fieldsOf(fields['response_metadata']), fieldsOf(fields['meta'])];
  for (const body of within) {
    const model = body === null ? undefined : firstOf(body, 'model', 'model_name', 'modelVersion', 'model_version', 'modelId');
    if (typeof model === 'string' && model !== '') return model;
  }
  return null;
}

/** Where the bodies of answers have their counts of tokens. */
function usageIn(fields: Fields | null): unknown {
  if (fields === null) return undefined;
  const ofLangchain = fieldsOf(fields['llm_output']) ?? fieldsOf(fields['response_metadata']) ?? fieldsOf(fields['meta']);
  return (
    firstOf(fields, 'usage', 'usageMetadata', 'usage_metadata', 'token_usage') ??
    (ofLangchain === null ? undefined : firstOf(ofLangchain, 'usage_metadata', 'token_usage', 'usage', 'tokenUsage')) ??
    countsOfBody(fields)
  );
}

/** Counts that stand in the body itself: of Ollama, Llama and Titan on Bedrock. */
function countsOfBody(fields: Fields): Fields | undefined {
  const input = firstOf(fields, 'prompt_eval_count', 'prompt_token_count', 'inputTextTokenCount');
  const results = Array.isArray(fields['results']) ? fields['results'] : [];
  const ofResults = results.reduce((sum: number, result: unknown) => sum + Number(fieldsOf(result)?.['tokenCount'] ?? 0), 0);
  const output = firstOf(fields, 'eval_count', 'generation_token_count') ?? (ofResults > 0 ? ofResults : undefined);
  return input === undefined && output === undefined ? undefined : { input_tokens: input, output_tokens: output };
}

function inputOf(attributes: SpanAttributes, kind: SpanKind, isRoot: boolean, events: EventAttributes, read: Read): SpanText | null {
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

function outputOf(attributes: SpanAttributes, kind: SpanKind, isRoot: boolean, events: EventAttributes, read: Read): SpanText | null {
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

/** A template and its variables, as a span that fills it in tells them. */
function ofTemplate(attributes: SpanAttributes): SpanText | null {
  const [text, values] = [shown(attributes, template), shown(attributes, variables)];
  if (text === undefined && values === undefined) return null;
  return {
    form: 'JSON',
    value: { ...(text === undefined ? null : { template: text }), ...(values === undefined ? null : { variables: jsonOr(values) }) },
  };
}

/** Events tell what a tool took and gave as messages; they are its data. */
function ofEvents(text: SpanText | null, kind: SpanKind): SpanText | null {
  if (text === null || kind !== 'TOOL' || text.form !== 'CHAT' || text.messages.length !== 1) return text;
  const [{ content, parts }] = text.messages as readonly [ChatMessage];
  return content === '' && parts !== undefined ? readData(parts) : readData(content);
}

/** What an agent was asked, or what it answered in the end, of the list of all its messages. The list is shown when both were asked. */
function ofRun(attributes: SpanAttributes, side: 'input' | 'output'): SpanText | null {
  const sent = attributes.peek(allMessages);
  const text = sent === undefined ? null : readSpanText(sent);
  if (text?.form !== 'CHAT') return side === 'output' ? taken(attributes, finalResult, readData) : null;
  let end = text.messages.length;
  while (end > 0 && text.messages[end - 1]?.role === 'ASSISTANT') end -= 1;
  const ofSide = side === 'input' ? text.messages.slice(0, end) : text.messages.slice(end);
  attributes.show(allMessages);
  if (ofSide.length === 0) return side === 'output' ? taken(attributes, finalResult, readData) : null;
  const last = ofSide.at(-1);
  if (side === 'output' && last !== undefined) attributes.showEqual([finalResult], last.content);
  return { form: 'CHAT', messages: ofSide };
}

function ofMastra(attributes: SpanAttributes, side: 'input' | 'output', kind: SpanKind, read: Read): SpanText | null {
  if (!attributes.has(mastra)) return null;
  let text: SpanText | null = null;
  attributes.takeEntries(mastra, (name, sent) => {
    if (text !== null || !name.endsWith(`.${side}`) || name.indexOf('.') !== name.length - side.length - 1) return false;
    // An agent's answer is { text } with what else came of it.
    const answer = kind === 'AGENT' || kind === 'LLM' ? fieldsOf(jsonOr(sent)) : null;
    text =
      side === 'output' && typeof answer?.['text'] === 'string' ? { form: 'CHAT', messages: messageOf('ASSISTANT', answer) } : read(sent);
    return text !== null;
  });
  return text;
}

/** The vectors that OpenInference tells beside the texts which were embedded. */
function vectors(attributes: SpanAttributes): SpanText | null {
  if (!attributes.has(embeddings)) return null;
  const list = unflatten(attributes.entries(embeddings)).map((item) => fieldsOf(fieldsOf(item)?.['embedding'])?.['vector']);
  const there = list.filter((vector) => vector !== undefined);
  return there.length === 0 ? null : { form: 'JSON', value: there };
}

function shown(attributes: SpanAttributes, names: Row): AttributeValue | undefined {
  const value = attributes.peek(names);
  if (value !== undefined) attributes.show(names);
  return value;
}

function taken(attributes: SpanAttributes, names: Row, read: Read, same: readonly Row[] = []): SpanText | null {
  const text = attributes.take(names, read);
  if (text !== null) attributes.show(...same);
  return text;
}

function messages(
  attributes: SpanAttributes,
  of: Group,
  read: (entries: ReturnType<SpanAttributes['entries']>, role: 'USER' | 'ASSISTANT') => ChatMessage[],
  role: 'USER' | 'ASSISTANT',
  same: readonly Row[],
): SpanText | null {
  if (!attributes.has(of)) return null;
  const chat = read(attributes.entries(of), role);
  // A role alone is no message: what was asked stands elsewhere.
  if (chat.every(isEmpty)) return null;
  attributes.show(...same);
  return { form: 'CHAT', messages: chat };
}

const isEmpty = ({ content, toolCalls, parts, reasoning }: ChatMessage): boolean =>
  content === '' && toolCalls === undefined && parts === undefined && reasoning === undefined;

/** OpenInference's value with its type: a value declared as plain text is not parsed. */
function value(attributes: SpanAttributes, names: Row, type: Row, read: Read): SpanText | null {
  const sent = attributes.peek(names);
  if (sent === undefined) return null;
  attributes.show(names, type);
  return attributes.peek(type) === 'text/plain' && typeof sent === 'string' ? { form: 'TEXT', text: sent } : read(sent);
}

/** A list whose items may be JSON texts: values to embed, vectors. */
function readList(value: unknown): SpanText | null {
  return readData(Array.isArray(value) ? value.map(jsonOr) : value);
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

/** pydantic-ai's `events`: those named `gen_ai.choice` are the answer. The list is shown when both sides were asked. */
function fromEventList(attributes: SpanAttributes, side: 'input' | 'output'): SpanText | null {
  const list = jsonOr(attributes.peek(eventList));
  if (!Array.isArray(list)) return null;
  const isAnswer = (event: unknown): boolean => fieldsOf(event)?.['event.name'] === 'gen_ai.choice';
  const ofSide = list.filter((event) => isAnswer(event) === (side === 'output'));
  const text = ofSide.length === 0 ? null : readSpanText(ofSide);
  if (text?.form !== 'CHAT') return null;
  attributes.show(eventList);
  return text;
}

function found(attributes: SpanAttributes, of: Group): SpanText | null {
  if (!attributes.has(of)) return null;
  const list = documentsOf(attributes.entries(of));
  if (list.length === 0) return null;
  attributes.show(outputValue, outputType);
  return { form: 'JSON', value: list };
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
