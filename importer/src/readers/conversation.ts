import type { FileRecord } from '../records.ts';
import { bad, type Fields, type Place } from './reader.ts';
import type { ToolCall, Turn } from './turns.ts';

export interface Conversation {
  readonly id: string;
  readonly turns: readonly Turn[];
  /** When its last message was written; the others are a millisecond apart before it. */
  readonly endedAt: Date;
  /** Metadata of its first message. */
  readonly about: Fields;
  /** What the last message has beside its text: model, tokens, latency. */
  readonly answer?: Fields;
  /** What all messages have: a user, a session. */
  readonly all?: Fields;
}

/** The messages of a conversation. */
export function* messagesOf({ id, turns, endedAt, about, answer = {}, all = {} }: Conversation, place: Place): Iterable<FileRecord> {
  if (turns.length === 0) return yield bad(place, '', 'has no messages');
  for (const [index, turn] of turns.entries()) {
    const metadata = { ...(index === 0 ? about : {}), ...turn.rest };
    const { metadata: own, ...known } = index === turns.length - 1 ? answer : {};
    const joined = { ...metadata, ...(own as Fields | undefined) };
    const value: Record<string, unknown> = {
      ...all,
      externalId: `${id}/${index}`,
      conversationId: id,
      role: turn.role,
      content: turn.content,
      createdAt: new Date(endedAt.getTime() - (turns.length - 1 - index)).toISOString(),
      ...known,
      ...(turn.toolCalls.length === 0 ? {} : { toolCalls: turn.toolCalls.map((call, place) => toolCallOf(call, place, turns, index)) }),
      ...(Object.keys(joined).length === 0 ? {} : { metadata: joined }),
    };
    yield { kind: 'message', value, line: place.line };
  }
  return undefined;
}

/** The next answer to this call, by its id, else by its place: ids are used again within a conversation. */
function toolCallOf({ id, name, arguments: given }: ToolCall, place: number, turns: readonly Turn[], at: number): Fields {
  const answers = turns.slice(at + 1);
  const next = answers.findIndex(({ role }) => role === 'ASSISTANT' || role === 'USER');
  const near = (next === -1 ? answers : answers.slice(0, next)).filter(({ role }) => role === 'TOOL');
  const answer =
    (id === null ? undefined : answers.find(({ role, callId }) => role === 'TOOL' && callId === id)) ??
    (near[place]?.callId == null ? near[place] : undefined);
  return {
    ...(id === null ? {} : { id }),
    name,
    ...(given === undefined ? {} : { arguments: given }),
    ...(answer === undefined ? {} : { result: resultOf(answer.content) }),
  };
}

function resultOf(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
