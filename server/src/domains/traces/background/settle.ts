import { releaseEvaluations } from '../../evaluations/commands.ts';
import { storedMessagesAmong, storeMessages } from '../../messages/commands.ts';
import { deleteMessages } from '../../messages/commands/delete-user.ts';
import { messageIdOfSpan } from '../../messages/pure/trace-ids.ts';
import type { MessageInput } from '../../messages/types.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { spansOfTrace } from '../load/whole-trace.ts';
import type { Unsettled } from '../queries/counting.ts';
import { withOthers } from '../record/calls.ts';
import { messagesOfSpan, TraceMemory } from '../record/messages.ts';
import type { Span } from '../types.ts';

/** A larger trace keeps the messages that it got as its spans came. */
const maxSpans = 2_000;

/**
 * Brings the messages of traces to what they would be if all spans had come at once, where that depends on spans which came apart, to
 * another server or before a restart: a call takes the texts that it lacks from the span around it, and an agent that became messages
 * because no call was known gives way to the calls. Harmless to repeat.
 */
export async function settleMessages(
  stores: Stores,
  live: Pick<LiveBus, 'publish'>,
  workspaceId: string,
  unsettled: readonly Unsettled[],
): Promise<void> {
  const idsOfAgents = unsettled.flatMap(({ traceId, agentIds }) => agentIds.map((spanId) => messageIdOfSpan(traceId, spanId)));
  const ofAgents = await storedMessagesAmong(stores, workspaceId, idsOfAgents);
  for (const { traceId, lacksTexts, agentIds } of unsettled) {
    if (!lacksTexts && !agentIds.some((spanId) => ofAgents.has(messageIdOfSpan(traceId, spanId)))) continue;
    const spans: Span[] = [];
    for await (const page of spansOfTrace(stores, workspaceId, traceId)) {
      spans.push(...page);
      if (spans.length > maxSpans) break;
    }
    if (spans.length <= maxSpans) await settle(stores, live, workspaceId, spans);
  }
}

async function settle(stores: Stores, live: Pick<LiveBus, 'publish'>, workspaceId: string, spans: readonly Span[]): Promise<void> {
  const { ofCalls, completed } = messagesOfCalls(workspaceId, spans);
  const stays = new Set(ofCalls.map(({ externalId }) => externalId));
  const ofAgents = spans
    .filter(({ kind }) => kind === 'AGENT')
    .flatMap((agent) => messagesOfSpan({ ...agent, kind: 'LLM' }))
    .map(({ externalId }) => externalId)
    .filter((externalId) => !stays.has(externalId));
  const replies = completed.filter(({ role }) => role === 'ASSISTANT').map(({ externalId }) => externalId);
  const stored = await storedMessagesAmong(stores, workspaceId, [...ofAgents, ...replies]);
  // The reply of a call that another span of the same call has brought stands under that span.
  const messages = completed.filter(({ role, externalId }) => role !== 'ASSISTANT' || stored.has(externalId));
  if (messages.length > 0) await storeMessages({ stores, live }, workspaceId, messages, new Date());
  const isAgentStored = spans.some(
    ({ kind, traceId, spanId }) => kind === 'AGENT' && stored.has(messageIdOfSpan(traceId, spanId)) && ofCalls.length > 0,
  );
  const superseded = isAgentStored ? ofAgents.flatMap((externalId) => stored.get(externalId) ?? []) : [];
  if (superseded.length === 0) return;
  await inTransaction(stores.postgres, async (client) => {
    await releaseEvaluations(client, workspaceId, superseded);
    await deleteMessages(client, workspaceId, superseded);
  });
}

/** What the calls of one trace become; `completed`: those whose texts came from a span around them. */
function messagesOfCalls(workspaceId: string, spans: readonly Span[]): { ofCalls: MessageInput[]; completed: MessageInput[] } {
  const memory = new TraceMemory();
  memory.learn(workspaceId, spans);
  const { repeats, fromOthers, askedUs } = memory.calls.learn(workspaceId, spans);
  const ofCalls: MessageInput[] = [];
  const completed: MessageInput[] = [];
  for (const span of spans) {
    if (span.kind !== 'LLM' || repeats.has(span)) continue;
    const whole = memory.inherit(workspaceId, withOthers(span, fromOthers));
    const messages = messagesOfSpan(whole, undefined, askedUs.get(span) ?? undefined);
    ofCalls.push(...messages);
    if (askedUs.has(span)) completed.push(...messages);
  }
  return { ofCalls, completed };
}
