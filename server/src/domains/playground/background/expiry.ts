import { dayMs } from '../../../platform/ingest/time.ts';
import type { Schedule } from '../../../platform/jobs/schedules.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { messageCutoff, policyOf, workspacesThatForget } from '../../policies/load.ts';
import { dropRunsBefore } from '../queries.ts';

/** Runs hold texts as messages do, of the application's users where they were taken from a span: they are kept as long as messages are. */
async function expire(stores: Pick<Stores, 'postgres'>, now: Date): Promise<void> {
  for (const workspaceId of await workspacesThatForget(stores.postgres)) {
    const { messageRetentionDays: days } = await policyOf(stores, workspaceId);
    if (days !== null) await dropRunsBefore(stores.postgres, { workspaceId, before: messageCutoff(days, now) });
  }
}

export const expireRuns: Schedule = {
  name: 'expire-playground-runs',
  cron: '50 3 * * *',
  catchUpMs: dayMs,
  run: ({ stores }, now) => expire(stores, now),
};
