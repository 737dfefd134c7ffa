import type { Schedule } from '../../../platform/jobs/schedules.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../commands.ts';
import { forgetEntries, workspacesWithEntries } from '../queries/entries.ts';

const dayMs = 86_400_000;
const daysOf = new WeakMap<Stores['postgres'], number>();

/** How long entries are kept; null: for good. Set once, where the server starts. */
export function keepAuditFor({ postgres }: Pick<Stores, 'postgres'>, days: number | null): void {
  if (days !== null) daysOf.set(postgres, days);
}

/** Removes entries after their time, from the oldest on, and records how many: the chain goes on with what is left. */
export async function expireEntries({ postgres }: Pick<Stores, 'postgres'>, now: Date): Promise<void> {
  const days = daysOf.get(postgres);
  if (days === undefined) return;
  const earlier = new Date(now.getTime() - days * dayMs);
  for (const { workspaceId } of await workspacesWithEntries(postgres))
    await postgres.transaction(async (session) => {
      const [{ count } = { count: 0 }] = await forgetEntries(session, { workspaceId, earlier });
      if (count > 0)
        await recordEvent(session, workspaceId, { action: 'expireAuditEntries', after: { entryCount: count, days }, isPrivate: true });
    });
}

export const auditRetention: Schedule = {
  name: 'audit retention',
  cron: '41 2 * * *',
  catchUpMs: dayMs,
  run: ({ stores }, now) => expireEntries(stores, now),
};
