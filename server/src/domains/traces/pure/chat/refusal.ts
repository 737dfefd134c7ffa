import type { SpanText } from '../../types.ts';
import { fieldsOf } from './json.ts';

/** Marks a message as a refusal. Its text, if there is one, is the message's content. */
export interface RefusalPart {
  readonly type: 'refusal';
  /** 'refusal': by the model itself; else the reason of the provider, as sent ("content_filter", "SAFETY"). */
  readonly reason: string;
}

export const refusalPart = (reason = 'refusal'): RefusalPart => ({ type: 'refusal', reason });

export const isRefusal = (part: unknown): boolean => fieldsOf(part)?.['type'] === 'refusal';

/** Why an answer ended, in the words of OpenAI, Anthropic, Gemini, Bedrock, Cohere and the AI SDK: it was refused or filtered. */
const reasons = new Set([
  'refusal',
  'content_filter',
  'content_filtered',
  'guardrail_intervened',
  'safety',
  'recitation',
  'blocklist',
  'prohibited_content',
  'spii',
  'image_safety',
  'image_prohibited_content',
  'image_recitation',
  'model_armor',
  'jailbreak',
  'error_toxic',
]);

/** "FinishReason.SAFETY", "content-filter" and "CONTENT_FILTER" are written one way. */
function isRefused(finishReason: string): boolean {
  const word = finishReason.slice(finishReason.lastIndexOf('.') + 1).toLowerCase();
  return reasons.has(word.includes('-') ? word.replaceAll('-', '_') : word);
}

/** The answer of a model, marked where it ended with a refusal. null: there was no answer, and none was refused. */
export function withRefusal(output: SpanText | null, finishReason: string | null): SpanText | null {
  if (finishReason === null || finishReason.length > maxReasonLength || !isRefused(finishReason) || output?.form === 'JSON') return output;
  const part = refusalPart(finishReason);
  if (output?.form !== 'CHAT') return { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: output?.text ?? '', parts: [part] }] };
  const place = output.messages.findLastIndex(({ role }) => role === 'ASSISTANT');
  const answer = output.messages[place];
  if (answer === undefined) return { form: 'CHAT', messages: [...output.messages, { role: 'ASSISTANT', content: '', parts: [part] }] };
  // The model's own refusal is one already.
  if (answer.parts?.some(isRefusal) === true) return output;
  return { form: 'CHAT', messages: output.messages.with(place, { ...answer, parts: [...(answer.parts ?? []), part] }) };
}

/** No reason is longer. */
const maxReasonLength = 64;
