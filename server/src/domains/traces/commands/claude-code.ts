import { ingestMessages } from '../../messages/commands.ts';
import { fail, succeed, unwrap, type Result } from '../../../platform/graphql/errors.ts';
import { maxBatchSize, type IngestBusy } from '../../../platform/ingest/errors.ts';
import type { Sender } from '../../../platform/ingest/environment.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { MessageInput } from '../../messages/types.ts';
import { captureSpans, type CapturedSpans } from '../commands.ts';
import { messageIdOfPrompt, textOf } from '../pure/prompts.ts';
import { cleanText } from '../record/check.ts';
import type { ChatMessage, Span } from '../types.ts';

/** The longest prompt that becomes a message, in UTF-16 code units. */
const maxPromptLength = 340_000;

/**
 * Stores what Claude Code's log records tell: its spans, and what a person asked as a message of the session, since no request to a model
 * has its prompt. Errors: `IngestBusy`, nothing was taken.
 */
export async function captureClaudeCode(
  context: { stores: Stores; live: LiveBus } & Sender,
  workspaceId: string,
  spans: readonly Span[],
  now: Date,
): Promise<Result<CapturedSpans, IngestBusy>> {
  const captured = await captureSpans(context, workspaceId, spans, now);
  if (!captured.ok) return fail(captured.failure);
  const refused = new Set(captured.value.rejected.map(({ index }) => index));
  const prompts = spans.flatMap((span, index) => (refused.has(index) ? [] : promptOf(span)));
  for (let from = 0; from < prompts.length; from += maxBatchSize)
    unwrap(await ingestMessages(context, workspaceId, prompts.slice(from, from + maxBatchSize), now));
  return succeed(captured.value);
}

function promptOf({ kind, traceId, input, startUs, sessionId, userId, environment }: Span): MessageInput[] {
  if (kind !== 'AGENT' || input?.form !== 'TEXT') return [];
  const message: ChatMessage = { role: 'USER', content: cleanText(input.text, maxPromptLength) };
  return [
    {
      externalId: messageIdOfPrompt(traceId, message, 0),
      conversationId: sessionId ?? traceId,
      role: 'USER',
      content: textOf(message),
      createdAt: new Date(Math.floor(startUs / 1_000)),
      sessionId,
      userId,
      environment,
      traceId,
    },
  ];
}
