import { perOperation } from '../../../platform/graphql/per-operation.ts';
import { messageIdOfSpan } from '../../messages/pure/trace-ids.ts';
import { landSpans } from '../load.ts';
import { textsAt } from '../loaders.ts';
import { messageIdOfPrompt, textOf } from '../pure/prompts.ts';
import { readContent } from '../queries/content.ts';
import { callsWithParts } from '../queries/parts.ts';
import type { ContentPlace } from '../queries/span.ts';
import type { ChatMessage } from '../types.ts';

/** What the messages of a trace hold beside their texts, by the external ids that model calls give them; by the trace's id. */
export const partsOfMessages = perOperation<string, ReadonlyMap<string, readonly unknown[]>>(async (traceIds, context) => {
  const { stores, viewer } = context;
  await landSpans(stores);
  const calls = await callsWithParts(stores.clickhouse, { workspaceId: viewer.workspaceId, traceIds });
  const chatAt = async (places: readonly ContentPlace[]): Promise<readonly ChatMessage[]> =>
    readContent({ form: 'CHAT', places, pieces: await textsAt(context, places) }).messages?.map(({ message }) => message) ?? [];
  const found = new Map<string, Map<string, readonly unknown[]>>();
  // All at once, so that they are one query.
  const read = await Promise.all(
    calls.map(async (call) => ({ ...call, chats: await Promise.all([chatAt(call.input), chatAt(call.output)]) })),
  );
  for (const {
    traceId,
    spanId,
    chats: [asked, answer],
  } of read) {
    const ofTrace = found.get(traceId) ?? new Map<string, readonly unknown[]>();
    found.set(traceId, ofTrace);
    const seen = new Map<string, number>();
    for (const message of asked) {
      const key = `${message.role}\n${textOf(message)}`;
      const occurrence = seen.get(key) ?? 0;
      seen.set(key, occurrence + 1);
      if (message.parts !== undefined) ofTrace.set(messageIdOfPrompt(traceId, message, occurrence), message.parts);
    }
    const answered = answer.flatMap(({ role, parts = [] }) => (role === 'ASSISTANT' ? parts : []));
    if (answered.length > 0) ofTrace.set(messageIdOfSpan(traceId, spanId), answered);
  }
  return traceIds.map((id) => found.get(id) ?? noParts);
});

const noParts: ReadonlyMap<string, readonly unknown[]> = new Map();
