import type { LoopContext } from '../../../platform/domain.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { acknowledgePaths, linkMs } from '../load/links.ts';
import type { Notice } from '../pure/notice.ts';
import { outcomeOf } from '../pure/outcome.ts';
import { claimDeliveries, claimDelivery, disableChannel, settleDelivery, type ClaimedDelivery, type Lease } from '../queries/deliveries.ts';
import { attemptMs, mailMs, sendNotice } from './send.ts';
import { wakerOf } from './wake.ts';

/** Attempts in hand at once, on each server, and how many of them are taken in one statement. */
const mostInHand = 32;
const mostTaken = 8;
/** A server that has not settled an attempt after so long is gone, and another one takes it. */
const lease: Lease = { requestSeconds: (attemptMs + 5_000) / 1_000, mailSeconds: (mailMs + 5_000) / 1_000 };
const idleMs = 1_000;
const failedMs = 2_000;

interface Delivering {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** Sends what waits, as it comes, until stopped. Any number of servers may run one: each notice is one server's at a time. */
export function startDelivering({ stores, live, onPassed, onError }: LoopContext): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const waker = wakerOf(stores);
  const inHand = new Set<Promise<void>>();
  const take = async (limit: number): Promise<readonly ClaimedDelivery[] | null> => {
    try {
      return await claimDeliveries(stores.postgres, { limit, ...lease });
    } catch (error) {
      onError(error);
      return null;
    }
  };
  const pass = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const room = Math.min(mostTaken, mostInHand - inHand.size);
      const taken = room > 0 ? await take(room) : [];
      for (const delivery of taken ?? []) {
        const work = deliver({ stores, live }, delivery)
          .catch(onError)
          .finally(() => {
            inHand.delete(work);
            waker.wake();
          });
        inHand.add(work);
      }
      if (taken !== null) onPassed();
      if (taken === null || taken.length === 0) await waker.rest(taken === null ? failedMs : idleMs, stopping.signal);
    }
  };
  const done = pass();
  return {
    stop: async () => {
      stopping.abort();
      await done;
      await Promise.all(inHand);
    },
  };
}

/** Sends what waits now, and waits for it: for the command line and the tests. */
export async function drainDeliveries(stores: Stores, live: Pick<LiveBus, 'publish'> = { publish: () => {} }): Promise<void> {
  for (;;) {
    const taken = await claimDeliveries(stores.postgres, { limit: mostTaken, ...lease });
    if (taken.length === 0) return;
    await Promise.all(taken.map((delivery) => deliver({ stores, live }, delivery)));
  }
}

/** Sends one notice now, where it waits and no server has it in hand. */
export async function deliverNow(context: Delivering, workspaceId: string, id: string): Promise<void> {
  const [taken] = await claimDelivery(context.stores.postgres, { workspaceId, id, ...lease });
  if (taken !== undefined) await deliver(context, taken);
}

function deliver({ stores, live }: Delivering, delivery: ClaimedDelivery): Promise<void> {
  const { id, workspaceId, channelId, attempts, transition, recipient } = delivery;
  return inWorkspace(workspaceId, async () => {
    const channel = await stores.prisma.alertChannel.findUnique({ where: { id: channelId, workspaceId } });
    if (channel === null) return;
    const now = new Date();
    const isOff = !channel.isEnabled && transition !== 'TEST';
    const answer = isOff
      ? { statusCode: null, text: 'The channel is switched off.', retryAfter: null, isRefused: true as const }
      : await sendNotice(stores, channel, { ...(await noticeOf(stores, delivery)), recipient }, now);
    const { state, retrySeconds, disables } = outcomeOf(channel.kind, answer, attempts, now, Math.random());
    const { statusCode, text } = answer;
    await settleDelivery(stores.postgres, { workspaceId, id, attempts, state, statusCode, response: text, retrySeconds });
    if (disables !== null) await disableChannel(stores.postgres, { workspaceId, id: channelId, reason: disables });
    live.publish('alerts.changed', workspaceId, { ids: delivery.episodeIds });
  });
}

/**
 * The notice of a delivery. Links are those of its making, so that its body is the same on every attempt. The path that acknowledges names the
 * workspace itself.
 */
async function noticeOf(stores: Stores, { workspaceId, key, transition, content, createdAt }: ClaimedDelivery): Promise<Notice> {
  const { origin } = content;
  const pathOf = await acknowledgePaths(stores, { workspaceId, until: new Date(createdAt.getTime() + linkMs) });
  const isOpen = transition === 'FIRED' || transition === 'REMINDED' || transition === 'ESCALATED';
  return { key, transition, content, acknowledgeUrl: (episodeId) => (isOpen && origin !== null ? `${origin}${pathOf(episodeId)}` : null) };
}
