import type { Schedule } from '../../../platform/jobs/schedules.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf, workspacesWithRetention } from '../../policies/load.ts';
import { forgetPayload } from '../queries.ts';

const dayMs = 86_400_000;

/** Results that hold texts of applications are kept no longer than those texts themselves; their turns stay, without the rows. */
export async function expirePayload(stores: Pick<Stores, 'postgres'>, now: Date): Promise<void> {
  for (const workspaceId of await workspacesWithRetention(stores.postgres)) {
    const { messageRetentionDays, traceRetentionDays } = await policyOf(stores, workspaceId);
    const days = Math.min(messageRetentionDays ?? Infinity, traceRetentionDays ?? Infinity);
    if (Number.isFinite(days)) await forgetPayload(stores.postgres, { workspaceId, before: new Date(now.getTime() - days * dayMs) });
  }
}

export const expireResults: Schedule = {
  name: 'expire-assistant-results',
  cron: '40 3 * * *',
  catchUpMs: dayMs,
  run: ({ stores }, now) => expirePayload(stores, now),
};
