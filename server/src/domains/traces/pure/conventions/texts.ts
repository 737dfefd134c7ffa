import { fieldsOf, firstOf, type Fields } from '../chat/json.ts';
import { readMessage } from '../chat/message.ts';
import { readData, readWhole } from '../chat/read.ts';
import type { AttributeValue, SpanKind, SpanText } from '../../types.ts';
import type { EventAttributes } from './events.ts';
import { inputOf } from './input-texts.ts';
import { outputOf } from './output-texts.ts';
import { usageIn } from './read-usage.ts';
import type { SpanAttributes } from './span-attributes.ts';
import type { Read } from './text-forms.ts';

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
