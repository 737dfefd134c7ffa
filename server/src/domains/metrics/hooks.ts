import { Hook } from '../../platform/hooks.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';

/** Gives what uses a metric, in words, such as `the experiment "tone"`: a metric in use is not deleted. */
export const metricUses = new Hook<(transaction: Prisma.TransactionClient, workspaceId: string, key: string) => Promise<readonly string[]>>(
  'metricUses',
);
