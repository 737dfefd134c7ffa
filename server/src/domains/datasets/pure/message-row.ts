import type { ChatTurn, RowContent, RowSource, StoredAnswer, StoredTurn } from '../types.ts';

/**
 * What a row made of a message wants: ANSWER the correction of people, else the answer as it was given; CORRECTION the correction, and
 * messages without one are left out; PROMPT nothing but what people wrote, as a test has it.
 */
export const messageTargets = ['ANSWER', 'CORRECTION', 'PROMPT'] as const;
export type MessageTarget = (typeof messageTargets)[number];

export interface MessageRow {
  readonly content: RowContent;
  readonly source: RowSource;
}

const roles = { USER: 'user', ASSISTANT: 'assistant', SYSTEM: 'system', TOOL: 'tool' } as const;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** Turns of a message: its calls of tools with their results stand before its text, as providers have them. */
function turnsOf({ role, content, calls }: Pick<StoredTurn, 'role' | 'content' | 'calls'>, mask: (text: string) => string): ChatTurn[] {
  const own: ChatTurn[] = content === '' && calls !== null ? [] : [{ role: roles[role], content: mask(content) }];
  if (calls === null || calls.length === 0) return own;
  const named = calls.map((call, place) => ({ ...call, id: call.id ?? `call_${place}` }));
  return [
    {
      role: 'assistant',
      content: null,
      tool_calls: named.map((call) => ({
        id: call.id,
        type: 'function',
        function: { name: call.name, arguments: mask(textOf(call.arguments ?? {})) },
      })),
    },
    ...named.flatMap((call) =>
      call.result === null || call.result === undefined
        ? []
        : [{ role: 'tool', tool_call_id: call.id, content: mask(textOf(call.result)) }],
    ),
    ...own,
  ];
}

/** A row of an answer; null: it has no correction where one is wanted, or nothing stands before it. */
export function messageRow(
  answer: StoredAnswer,
  target: MessageTarget,
  split: string | null,
  mask: (text: string) => string,
): MessageRow | null {
  const { correction, content, externalId, model, rating, success, failureTags, before, calls, userId } = answer;
  if (target === 'CORRECTION' && correction === null) return null;
  const asked = (before ?? []).flatMap((turn) => turnsOf(turn, mask));
  if (!asked.some(({ role }) => role === 'user')) return null;
  const corrected = correction === null ? null : mask(correction);
  const answered = mask(content);
  const final = corrected === null ? turnsOf({ role: 'ASSISTANT', content, calls }, mask) : [{ role: 'assistant', content: corrected }];
  const isPrompt = target === 'PROMPT';
  const isReplaced = isPrompt || corrected !== null;
  return {
    content: {
      kind: 'CHAT',
      ...(split !== null && { split }),
      messages: isPrompt ? asked : [...asked, ...final],
      ...(corrected !== null && { expectedOutput: corrected }),
      metadata: {
        messageExternalId: externalId,
        conversationId: answer.conversation,
        ...(model !== null && { model }),
        ...(rating !== null && { rating }),
        ...(success !== null && { success }),
        ...(failureTags !== null && failureTags.length > 0 && { failureTags }),
        ...(isReplaced && { answer: answered }),
      },
    },
    source: {
      messageId: answer.id,
      traceId: answer.traceId,
      spanId: answer.spanId,
      userId,
      otherUserIds: [...new Set((before ?? []).flatMap((turn) => (turn.userId === null || turn.userId === userId ? [] : [turn.userId])))],
    },
  };
}
