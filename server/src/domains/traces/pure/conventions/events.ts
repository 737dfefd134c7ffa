import { storedJudgmentOf } from './stored-judgment.ts';
import { fieldsOf, jsonOr } from '../chat/json.ts';
import { messageOf, roleOf } from '../chat/message.ts';
import { partsIn } from '../chat/parts-in.ts';
import { readSpanText, readWhole } from '../chat/read.ts';
import type { Attributes, AttributeValue, ChatMessage, ChatRole, SpanEvent, SpanJudgment, SpanText } from '../../types.ts';
import { numberOf, textOf } from './span-attributes.ts';
import { foundIn } from './vector-store.ts';

/** The attributes of a span that OpenTelemetry's events hold; `events` are those that hold none. */
export interface EventAttributes {
  readonly input: SpanText | null;
  readonly output: SpanText | null;
  readonly judgments: readonly SpanJudgment[];
  /** Microseconds since the epoch; null: no event says when the first token came. */
  readonly firstTokenUs: number | null;
  /** Of the first answer that says it. */
  readonly finishReason: string | null;
  /** What a search found (vector-store.ts). */
  readonly found: readonly AttributeValue[];
  readonly events: readonly SpanEvent[];
}

const nothing = { input: null, output: null, judgments: [], firstTokenUs: null, finishReason: null, found: [] } as const;

const roleOfEvent = new Map<string, ChatRole>([
  ['gen_ai.system.message', 'SYSTEM'],
  ['gen_ai.user.message', 'USER'],
  ['gen_ai.assistant.message', 'ASSISTANT'],
  ['gen_ai.tool.message', 'TOOL'],
]);
const firstTokenEvents = new Set([
  'First Token Stream Event',
  'ai.stream.firstChunk',
  'gen_ai.content.completion.chunk',
  'llm.content.completion.chunk',
]);

/**
 * Prompts, answers and judgments that came as events: `gen_ai.*.message` and `gen_ai.choice` (one each), `gen_ai.content.prompt` and
 * `.completion` (JSON text), `gen_ai.client.inference.operation.details` (all at once), `gen_ai.evaluation.result`.
 */
export function eventAttributes(events: readonly SpanEvent[]): EventAttributes {
  if (events.length === 0) return { ...nothing, events };
  const asked: ChatMessage[] = [];
  const answered: ChatMessage[] = [];
  const judgments: SpanJudgment[] = [];
  const rest: SpanEvent[] = [];
  const found: AttributeValue[] = [];
  let input: SpanText | null = null;
  let output: SpanText | null = null;
  let firstTokenUs: number | null = null;
  let finishReason: string | null = null;
  for (const event of events) {
    const role = roleOfEvent.get(event.name);
    if (role !== undefined) asked.push(...eventMessage(role, event.attributes));
    else if (event.name === 'gen_ai.choice') {
      answered.push(...eventMessage('ASSISTANT', event.attributes));
      finishReason ??= textOf(event.attributes['finish_reason'] ?? event.attributes['gen_ai.response.finish_reason'] ?? null);
    } else if (event.name === 'gen_ai.content.prompt')
      input = readSpanText(lone(event.attributes['gen_ai.prompt']) ?? event.attributes['gen_ai.input.messages']);
    else if (event.name === 'gen_ai.content.completion')
      output = readSpanText(lone(event.attributes['gen_ai.completion']) ?? event.attributes['gen_ai.output.messages']);
    else if (event.name === 'gen_ai.client.inference.operation.details') {
      input = afterwards(
        input,
        withInstructions(readSpanText(event.attributes['gen_ai.input.messages']), event.attributes['gen_ai.system_instructions']),
      );
      const answer = readWhole(event.attributes['gen_ai.output.messages']);
      output = answer.text ?? output;
      finishReason ??= answer.beside.finishReason;
    } else if (event.name === 'gen_ai.evaluation.result') {
      const judgment = storedJudgmentOf(event.attributes) ?? judgmentOf(event.attributes);
      if (judgment === null) rest.push(event);
      else judgments.push(judgment);
    } else {
      if (firstTokenEvents.has(event.name)) firstTokenUs ??= event.atUs;
      const result = foundIn(event);
      if (result === null) rest.push(event);
      else found.push(result);
    }
  }
  return {
    input: asked.length > 0 ? { form: 'CHAT', messages: asked } : input,
    output: answered.length > 0 ? { form: 'CHAT', messages: answered } : output,
    judgments,
    firstTokenUs,
    finishReason,
    found,
    events: rest.length === events.length ? events : rest,
  };
}

/** Spring AI writes texts as a list: a list of one is that text. */
const lone = (sent: AttributeValue | undefined): AttributeValue | undefined =>
  Array.isArray(sent) && sent.length === 1 && typeof sent[0] === 'string' ? sent[0] : sent;

/** What one event after another reports of an input: a later one that does not begin with what came before follows it. */
function afterwards(before: SpanText | null, next: SpanText | null): SpanText | null {
  if (before?.form !== 'CHAT' || next?.form !== 'CHAT') return next ?? before;
  const isWhole = before.messages.every(
    ({ role, content }, at) => next.messages[at]?.role === role && next.messages[at]?.content === content,
  );
  return isWhole ? next : { form: 'CHAT', messages: [...before.messages, ...next.messages] };
}

/** System instructions that stand beside the messages come before them. */
export function withInstructions(input: SpanText | null, instructions: AttributeValue | undefined): SpanText | null {
  const text = instructions === undefined || instructions === null || instructions === '' ? '' : instructionText(instructions);
  if (text === '') return input;
  const system: ChatMessage = { role: 'SYSTEM', content: text };
  if (input === null) return { form: 'CHAT', messages: [system] };
  if (input.form === 'TEXT') return { form: 'CHAT', messages: [system, { role: 'USER', content: input.text }] };
  if (input.form === 'JSON' || input.messages[0]?.content === text) return input;
  return { form: 'CHAT', messages: [system, ...input.messages] };
}

function instructionText(instructions: AttributeValue): string {
  return messageOf('SYSTEM', jsonOr(instructions))
    .map(({ content }) => content)
    .join('\n\n');
}

/** A judgment as an event, a log record or a span's own attributes tell it; null: they name none. */
function judgmentOf(attributes: Attributes): SpanJudgment | null {
  const of = (name: string): AttributeValue => attributes[`gen_ai.evaluation.${name}`] ?? null;
  const name = textOf(of('name'));
  if (name === null) return null;
  return {
    name,
    value: numberOf(of('score.value')),
    label: textOf(of('score.label')),
    explanation: textOf(of('explanation')),
    evaluatorKind: null,
    identifier: null,
  };
}

/** The words of a message event stand in its attributes, in one that holds JSON (`message`), or in the body of a log record. */
function eventMessage(role: ChatRole, attributes: Attributes): ChatMessage[] {
  const parsed: Record<string, unknown> = {};
  for (const key in attributes) {
    const name = key.startsWith('gen_ai.event.') ? key.slice('gen_ai.event.'.length) : key;
    parsed[name] = typeof attributes[key] === 'string' && name !== 'content' ? jsonOr(attributes[key]) : attributes[key];
  }
  const speaker = roleOf(parsed['role']) ?? role;
  const message = parsed['message'] ?? parsed['body'];
  // Strands' parts of Bedrock, as a list or as the text of one.
  if (Array.isArray(message)) return messageOf(speaker, { content: message });
  if (typeof message === 'object' && message !== null)
    return messageOf(role, { role: (message as { role?: unknown }).role ?? parsed['role'], ...message });
  if (typeof message === 'string') return [{ role: speaker, content: message }];
  const { content } = parsed;
  if (typeof content !== 'string') return messageOf(role, { ...parsed, content: content ?? '', id: parsed['id'] });
  // Semantic Kernel writes the whole message as the text of its content.
  const whole = content.startsWith('{"') ? fieldsOf(jsonOr(content)) : null;
  if (whole !== null && roleOf(whole['role']) !== null) return messageOf(role, whole);
  return messageOf(role, { ...parsed, content: partsIn(content, speaker) ?? content, id: parsed['id'] });
}
