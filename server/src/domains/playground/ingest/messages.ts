import { Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { messagesInPlace, valueIn } from '../pure/placeholder.ts';
import { maxCalls, maxMessages, type PlaygroundMessage, type PlaygroundRole, type PlaygroundRow, type PromptCall } from '../types.ts';

interface CallInput {
  readonly id: string;
  readonly name: string;
  readonly arguments?: unknown;
}

export interface MessageInput {
  readonly role: PlaygroundRole;
  readonly text?: string | null | undefined;
  readonly toolCalls?: readonly CallInput[] | null | undefined;
  readonly toolCallId?: string | null | undefined;
  readonly name?: string | null | undefined;
}

const maxIdLength = 200;
const placeForm = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;

/** The messages of a prompt, or what is wrong with each. `rows`: what they are run over. */
export function readMessages(sent: readonly MessageInput[], rows: readonly PlaygroundRow[]): PlaygroundMessage[] | Problem | Problems {
  if (sent.length === 0 || sent.length > maxMessages)
    return new Problem('messages', `has ${sent.length} messages; 1 to ${maxMessages} are taken`);
  const read = sent.map((message, at) => readMessage(message, `messages[${at}]`));
  const problems = read.filter((message) => message instanceof Problem);
  if (problems.length > 0) return new Problems(problems);
  const messages = read as PlaygroundMessage[];
  return badOrder(messages) ?? badPlaces(messages, rows) ?? messages;
}

function readMessage({ role, text, toolCalls, toolCallId, name }: MessageInput, path: string): PlaygroundMessage | Problem {
  const written = text ?? '';
  const calls = toolCalls ?? [];
  if (calls.length > 0 && role !== 'ASSISTANT')
    return new Problem(`${path}.toolCalls`, `are of a message of ${role}; only ASSISTANT calls tools`);
  if (calls.length > maxCalls) return new Problem(`${path}.toolCalls`, `has ${calls.length} calls; at most ${maxCalls} are taken`);
  switch (role) {
    case 'PLACEHOLDER':
      return typeof name === 'string' && placeForm.test(name)
        ? { role, text: '', toolCalls: [], toolCallId: null, name }
        : new Problem(`${path}.name`, `is ${shown(name ?? null)}; a letter, then letters, digits and "_" are taken, 100 in all`);
    case 'TOOL':
      if (typeof toolCallId !== 'string' || toolCallId === '' || toolCallId.length > maxIdLength)
        return new Problem(`${path}.toolCallId`, `is ${shown(toolCallId ?? null)}; the id of a call in a message before is taken`);
      return { role, text: written, toolCalls: [], toolCallId, name: name ?? null };
    case 'ASSISTANT': {
      const read = calls.map((call, at) => readCall(call, `${path}.toolCalls[${at}]`));
      const problem = read.find((call) => call instanceof Problem);
      if (problem instanceof Problem) return problem;
      if (written === '' && calls.length === 0)
        return new Problem(`${path}.text`, 'is empty, and no tool is called; write a text, or remove the message');
      return { role, text: written, toolCalls: read as PromptCall[], toolCallId: null, name: null };
    }
    case 'SYSTEM':
    case 'USER':
      return written.trim() === ''
        ? new Problem(`${path}.text`, 'is empty; write a text, or remove the message')
        : { role, text: written, toolCalls: [], toolCallId: null, name: null };
    default:
      return role satisfies never;
  }
}

function readCall({ id, name, arguments: given }: CallInput, path: string): PromptCall | Problem {
  if (id === '' || id.length > maxIdLength) return new Problem(`${path}.id`, `is ${shown(id)}; 1 to ${maxIdLength} characters are taken`);
  if (name === '' || name.length > maxIdLength)
    return new Problem(`${path}.name`, `is ${shown(name)}; 1 to ${maxIdLength} characters are taken`);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return new Problem(`${path}.arguments`, `is ${shown(given)}; a JSON object is taken`);
  return { id, name, arguments: given as PromptCall['arguments'] };
}

/** Servers take a result only right after its call, and a call only with its result. */
function badOrder(messages: readonly PlaygroundMessage[]): Problem | null {
  let open: { readonly id: string; readonly path: string }[] = [];
  for (const [at, { role, toolCalls, toolCallId }] of messages.entries()) {
    if (role === 'TOOL') {
      const before = open.length;
      open = open.filter(({ id }) => id !== toolCallId);
      if (open.length === before)
        return new Problem(
          `messages[${at}].toolCallId`,
          `is ${shown(toolCallId)}, and no call before it that waits for a result has this id`,
        );
      continue;
    }
    if (open.length > 0) break;
    open = toolCalls.map(({ id }, call) => ({ id, path: `messages[${at}].toolCalls[${call}]` }));
  }
  const [first] = open;
  if (first !== undefined)
    return new Problem(first.path, `has no result; a message of TOOL with the toolCallId ${shown(first.id)} is to follow`);
  return messages.every(({ role }) => role === 'SYSTEM')
    ? new Problem('messages', 'are all of SYSTEM; add one of USER, which models answer')
    : null;
}

/** What rows put into places has to be messages, and something has to be asked at last. */
function badPlaces(messages: readonly PlaygroundMessage[], rows: readonly PlaygroundRow[]): Problem | null {
  const places = messages.flatMap(({ role, name }) => (role === 'PLACEHOLDER' && name !== null ? [name] : []));
  if (places.length === 0) return null;
  const isAsked = messages.some(({ role }) => role === 'USER' || role === 'ASSISTANT');
  for (const [at, row] of (rows.length === 0 ? [{}] : rows).entries()) {
    let count = 0;
    for (const place of places) {
      const placed = messagesInPlace(valueIn(row, place));
      if (typeof placed === 'string') return new Problem(`rows[${at}].${place}`, placed);
      count += placed.filter(({ role, text }) => role !== 'SYSTEM' && text.trim() !== '').length;
    }
    if (!isAsked && count === 0)
      return new Problem(
        `rows[${at}].${places[0]}`,
        'is empty, and nothing else is asked; give a message of the user, or add one to the prompt',
      );
  }
  return null;
}
