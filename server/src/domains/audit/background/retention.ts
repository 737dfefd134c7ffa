import { dayMs } from '../../../platform/ingest/time.ts';
import type { Schedule } from '../../../platform/jobs/schedules.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../commands.ts';
import { recordedRetentions } from '../queries/chain.ts';
import { forgetEntries, workspacesWithEntries } from '../queries/entries.ts';

const daysOf = new WeakMap<Stores['postgres'], number>();

/** How long entries are kept; null: for good. Set once, where the server starts. */
export function keepAuditFor({ postgres }: Pick<Stores, 'postgres'>, days: number | null): void {
  if (days !== null) daysOf.set(postgres, days);
}

/** Removes entries after their time, from the oldest on, which leaves an entry in each chain: the chain goes on with what is left. */
export async function expireEntries(stores: Pick<Stores, 'postgres'>, now: Date): Promise<void> {
  const { postgres } = stores;
  const days = daysOf.get(postgres);
  if (days === undefined) return;
  const earlier = new Date(now.getTime() - days * dayMs);
  for (const { workspaceId } of await workspacesWithEntries(postgres)) await forgetEntries(postgres, { workspaceId, earlier, days });
  // The entry that says so may have had its time, too.
  await recordRetention(stores);
}

/** Records in the installation's trail for how long entries are kept, where that has changed: what verifies a chain has to know it. */
export async function recordRetention({ postgres }: Pick<Stores, 'postgres'>): Promise<void> {
  const days = daysOf.get(postgres) ?? null;
  const [last] = await recordedRetentions(postgres);
  if ((last?.days ?? null) !== days) await recordEvent(postgres, null, { action: 'setAuditRetention', after: { days }, isPrivate: true });
}

export const auditRetention: Schedule = {
  name: 'audit retention',
  cron: '41 2 * * *',
  catchUpMs: dayMs,
  run: ({ stores }, now) => expireEntries(stores, now),
};
