import { createHash } from 'node:crypto';
import type { ChatMessage } from '../../model-connections/types.ts';
import { requestOf, type SentPrompt } from '../../playground/pure/request.ts';
import { defaultOutputTokens, type PlaygroundMessage, type PlaygroundPrompt, type PlaygroundRow } from '../../playground/types.ts';
import { variablesOf } from '../../prompts/pure/template.ts';
import type { Subject } from '../types.ts';
import { isObject } from './chat.ts';
import { textOf } from './check.ts';

type Asked = Pick<Subject, 'input' | 'chat' | 'instructions'>;

/**
 * Values of a prompt's variables: the fields of an input that is an object, and `input`, the whole of it; of a chat its last text of the user.
 */
export function valuesOf({ input, chat }: Asked): PlaygroundRow {
  const fields = isObject(input) && chat === null ? Object.entries(input).map(([name, value]) => [name, written(value)] as const) : [];
  const asked = chat?.findLast(({ role }) => role === 'user');
  return { input: asked === undefined ? written(input) : asked.text, ...Object.fromEntries(fields) };
}

const written = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

/**
 * What a model is sent of a row.
 *
 * No prompt   the row as it is: its chat, else its input as a message of the user.
 * A prompt    its variables are filled in from the row (`valuesOf`); its first place takes the chat. Where it has neither a place nor a
 *             variable that the row fills, the row follows after it.
 */
export function requestFor(prompt: PlaygroundPrompt | null, subject: Asked): SentPrompt {
  const own: readonly ChatMessage[] = subject.chat ?? [{ role: 'user', text: textOf(subject.input) }];
  if (prompt === null)
    return { instructions: subject.instructions, messages: own, tools: [], sampling: { stop: [] }, maxOutputTokens: defaultOutputTokens };
  const values = valuesOf(subject);
  const part = (messages: readonly PlaygroundMessage[]): SentPrompt => requestOf({ ...prompt, messages }, values);
  const place = prompt.messages.findIndex(({ role }) => role === 'PLACEHOLDER');
  const others = prompt.messages.filter(({ role }) => role !== 'PLACEHOLDER');
  const isFilled = others.some(({ text }) => variablesOf(text).some((name) => Object.hasOwn(values, name)));
  const cut = place >= 0 ? place : isFilled ? null : others.length;
  const [before, after] = cut === null ? [part(others), null] : [part(others.slice(0, cut)), part(others.slice(cut))];
  const instructions = [before.instructions, after?.instructions ?? '', cut === null ? '' : subject.instructions];
  return {
    ...before,
    instructions: instructions.filter((text) => text !== '').join('\n\n'),
    messages: after === null ? before.messages : [...before.messages, ...own, ...after.messages],
  };
}

/** The same for the same request to the same model; `repetition` keeps answers to one row apart. */
export const requestHash = (model: string, request: SentPrompt, repetition: number): string =>
  createHash('sha256')
    .update(JSON.stringify([model, request, repetition]))
    .digest('hex');

/** Of what a row asks and expects, so that rows of one id that differ between versions are known. */
export const inputHash = ({ input, expected }: Pick<Subject, 'input' | 'expected'>): string =>
  createHash('sha256')
    .update(JSON.stringify([input ?? null, expected ?? null]))
    .digest('hex');
