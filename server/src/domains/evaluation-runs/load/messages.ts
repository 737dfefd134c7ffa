import type { Stores } from '../../../platform/store/stores.ts';
import { textsOfMessages } from '../../judges/load/texts.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { subjectOfMessage } from '../pure/message-subject.ts';
import type { Subject } from '../types.ts';

/** Messages before the answer that a model is sent. */
const mostBefore = 50;

/** Messages as they are evaluated, by their numbers; those that are gone are left out. */
export async function subjectsOfMessages(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  workspaceId: string,
  messageIds: readonly string[],
  isAsked: boolean,
): Promise<ReadonlyMap<string, Subject>> {
  if (messageIds.length === 0) return new Map();
  const [texts, places, book] = await Promise.all([
    textsOfMessages(stores.postgres, { workspaceId, messageIds, before: mostBefore }),
    stores.prisma.message.findMany({
      where: { workspaceId, id: { in: messageIds.map(BigInt) } },
      select: {
        id: true,
        traceId: true,
        spanId: true,
      },
    }),
    loadPriceBook(stores, workspaceId),
  ]);
  const placeOf = new Map(places.map((place) => [String(place.id), place]));
  return new Map(
    texts.map((text) => {
      const place = placeOf.get(text.id);
      const cost = text.role === 'ASSISTANT' ? costOf(toLedger(text), book, text) : null;
      const calls = text.calls ?? [];
      const message = {
        id: text.id,
        before: text.before ?? [],
        calls,
        reference: text.reference,
        answer: {
          output:
            calls.length === 0
              ? text.content
              : { content: text.content, toolCalls: calls.map(({ name, arguments: given }) => ({ name, arguments: given })) },
          latencyMs: text.latencyMs,
          inputTokens: text.inputTokens,
          outputTokens: text.outputTokens,
          nanoUsd: cost?.state === 'priced' ? cost.nanoUsd : null,
          traceId: place?.traceId ?? null,
          spanId: place?.spanId ?? null,
        },
      };
      return [text.id, subjectOfMessage(message, isAsked)] as const;
    }),
  );
}
