import {
  answerNames,
  choiceNames,
  instructionNames,
  loneAnswerLists,
  loneAnswerNames,
  mistralText,
  requestNames,
  titanText,
} from './fields.ts';
import { fieldsOf, named, type Fields } from './json.ts';
import { toolDefinitions } from './tools.ts';

/** Fields of an envelope or a message that the conversation already contains. */
const conversation: ReadonlySet<string> = new Set([
  ...requestNames,
  ...instructionNames,
  ...choiceNames,
  ...answerNames,
  'output',
  'content',
  'parts',
  'text',
  'blocks',
  'role',
  'message',
  'new_message',
  'response',
  'request',
  'body',
  'toolCalls',
  'tool_calls',
  'function_call',
  'reasoning',
  'reasoning_content',
  'name',
  'tool_call_id',
  'type',
  'lc',
  'id',
  'kwargs',
  'lc_kwargs',
  'refusal',
  'index',
]);

/** What an envelope holds besides its conversation: other fields, and the tools that could be called. */
export interface Beside {
  readonly fields: Fields | null;
  readonly tools: readonly unknown[] | null;
  /** Why the model stopped; null: an answer would say. */
  readonly finishReason: string | null;
}

export const nothingBeside: Beside = { fields: null, tools: null, finishReason: null };

/**
 * What an envelope tells beside its conversation: a model, settings, counts, the rest of a graph's state. Nothing of what was sent
 * is lost when the conversation alone is kept as a span's text.
 */
export function besideOf(envelope: unknown): Beside {
  const finishReason = finishReasonIn(envelope);
  const sent = fieldsOf(envelope);
  if (sent === null) return finishReason === null ? nothingBeside : { ...nothingBeside, finishReason };
  let tools: readonly unknown[] | null = null;
  let fields: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(sent)) {
    if (conversation.has(name) || value === null || isAnswer(sent, name)) continue;
    if (toolNames.has(name)) {
      const found = toolDefinitions(value);
      if (found !== null) tools = [...(tools ?? []), ...found];
      if (found !== null || (Array.isArray(value) && value.length === 0)) continue;
    }
    fields ??= {};
    fields[name] = name === 'config' ? configOf(value) : value;
    if (name === 'config' && tools === null) tools = toolDefinitions(fieldsOf(value)?.['tools']);
  }
  const meta = metaOf(sent);
  if (meta !== null) fields = { ...fields, meta };
  return { fields, tools, finishReason: finishReason ?? (meta === null ? null : finishReasonIn(meta)) };
}

/** What Haystack tells with each reply, and LangChain with each message of a generation: model, reason and counts. Of the first. */
function metaOf(sent: Fields): Fields | null {
  const first = (list: unknown): Fields | null => fieldsOf(Array.isArray(list) ? list.flat()[0] : undefined);
  const reply = first(sent['replies']);
  if (reply !== null) return fieldsOf(reply['meta']) ?? fieldsOf(reply['_meta']);
  const message = fieldsOf(first(sent['generations'])?.['message']);
  const fields = fieldsOf(message?.['kwargs']) ?? message;
  if (fields === null) return null;
  const [metadata, usage] = [fieldsOf(fields['response_metadata']), fieldsOf(fields['usage_metadata'])];
  return metadata === null && usage === null ? null : { ...metadata, ...(usage === null ? null : { usage_metadata: usage }) };
}

/** Fields that may hold an answer; beside a request or a list of choices they are something else. */
const loneAnswers: ReadonlySet<string> = new Set([...loneAnswerNames, ...loneAnswerLists]);
const loneTexts: ReadonlySet<string> = new Set(loneAnswerNames);
const otherConversations = [...requestNames, ...choiceNames];

function isAnswer(sent: Fields, name: string): boolean {
  if (!loneAnswers.has(name) || otherConversations.some((other) => other in sent)) return false;
  const value = sent[name];
  if (loneTexts.has(name)) return typeof value === 'string';
  if (!Array.isArray(value)) return false;
  return name === 'replies' || value.every((item) => Object.keys(fieldsOf(item) ?? {}).every((field) => partsOfAnswer.has(field)));
}

/** Of a result of Amazon's Titan and Mistral: what the text and the reason are read from. */
const partsOfAnswer: ReadonlySet<string> = new Set([titanText, mistralText, 'stop_reason', 'completionReason']);

/** Where requests have their tools: OpenAI, Anthropic and Gemini, OpenAI before tools, Bedrock. */
const toolNames = new Set(['tools', 'functions', 'toolConfig']);

/** Of the first answer that says it: OpenTelemetry's message, OpenAI's choice, Gemini's candidate, Anthropic's and Bedrock's body. */
function finishReasonIn(answer: unknown): string | null {
  for (const item of Array.isArray(answer) ? answer : [answer]) {
    const fields = fieldsOf(item);
    if (fields === null) continue;
    const own =
      named(fields['finish_reason']) ??
      named(fields['finishReason']) ??
      named(fields['stop_reason']) ??
      named(fields['stopReason']) ??
      named(fields['completionReason']) ??
      named(fields['done_reason']) ??
      // Responses, and Gemini of a prompt that it does not answer.
      named(fieldsOf(fields['incomplete_details'])?.['reason']) ??
      named(fieldsOf(fields['promptFeedback'] ?? fields['prompt_feedback'])?.['blockReason']) ??
      named(fieldsOf(fields['prompt_feedback'])?.['block_reason']);
    if (own !== undefined) return own;
    const inner =
      fields['choices'] ??
      fields['candidates'] ??
      fields['results'] ??
      fields['outputs'] ??
      fieldsOf(fields['response_metadata']) ??
      fieldsOf(fields['generation_info']);
    const found = inner === undefined || inner === null ? null : finishReasonIn(inner);
    if (found !== null) return found;
  }
  return null;
}

/** Gemini's settings hold the instructions, which the conversation begins with, and the tools. */
function configOf(config: unknown): unknown {
  const fields = fieldsOf(config);
  if (fields === null) return config;
  const { system_instruction: _asked, systemInstruction: _asks, tools: _tools, ...rest } = fields;
  return rest;
}
