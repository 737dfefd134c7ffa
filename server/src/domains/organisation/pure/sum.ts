import type { Totals } from '../../analytics/types.ts';

/**
 * The totals of several workspaces together.
 *
 * Null   `costUsd` where none of them has a price, `lastMessageAt` where none has a message.
 */
export function sumOf(totals: readonly Totals[]): Totals {
  const costs = totals.flatMap(({ costUsd }) => costUsd ?? []);
  const times = totals.flatMap(({ lastMessageAt }) => lastMessageAt?.getTime() ?? []);
  return {
    messageCount: totals.reduce((sum, { messageCount }) => sum + messageCount, 0),
    costUsd: costs.length === 0 ? null : costs.reduce((sum, costUsd) => sum + costUsd, 0),
    lastMessageAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}
