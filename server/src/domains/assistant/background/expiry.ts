import { dayMs } from '../../../platform/ingest/time.ts';
import type { Schedule } from '../../../platform/jobs/schedules.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { messageCutoff, policyOf, workspacesThatForget } from '../../policies/load.ts';
import { forgetPayload } from '../queries.ts';

/** Results that hold texts of applications are kept no longer than those texts themselves; their turns stay, without the rows. */
async function expirePayload(stores: Pick<Stores, 'postgres'>, now: Date): Promise<void> {
  for (const workspaceId of await workspacesThatForget(stores.postgres)) {
    const { messageRetentionDays: days } = await policyOf(stores, workspaceId);
    if (days !== null) await forgetPayload(stores.postgres, { workspaceId, before: messageCutoff(days, now) });
  }
}

export const expireResults: Schedule = {
  name: 'expire-assistant-results',
  cron: '40 3 * * *',
  catchUpMs: dayMs,
  run: ({ stores }, now) => expirePayload(stores, now),
};
