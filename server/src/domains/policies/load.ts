import { dayMs } from '../../platform/ingest/time.ts';
import type { Postgres, Statements } from '../../platform/store/postgres/postgres.ts';
import { policyOfWorkspace, samplingOfWorkspace, workspacesWithRetention, workspacesWithSampling } from './queries.ts';
import { keepEverything, type DataPolicy } from './types.ts';

/** So long may another server go on by the policy that was before. */
const rememberedMs = 2_000;

interface Remembered {
  readonly policy: Promise<DataPolicy>;
  readonly readAt: number;
}
const ofPool = new WeakMap<Postgres, Map<string, Remembered>>();

/**
 * The workspace's policy as it stands, or stood at most two seconds ago: every batch that comes in asks for it. Changed in this
 * process, it holds at once.
 */
export async function policyOf(stores: { postgres: Postgres }, workspaceId: string): Promise<DataPolicy> {
  const policies = rememberedIn(stores.postgres);
  const known = policies.get(workspaceId);
  if (known !== undefined && performance.now() - known.readAt < rememberedMs) return known.policy;
  const policy = readPolicy(stores.postgres, workspaceId);
  policies.set(workspaceId, { policy, readAt: performance.now() });
  policy.catch(() => policies.delete(workspaceId)); // a failure is the caller's, and is not remembered
  return policy;
}

/** To be called when a policy was changed, after the commit. */
export function forgetPolicy(stores: { postgres: Postgres }, workspaceId: string): void {
  rememberedIn(stores.postgres).delete(workspaceId);
}

function rememberedIn(postgres: Postgres): Map<string, Remembered> {
  let policies = ofPool.get(postgres);
  if (policies === undefined) ofPool.set(postgres, (policies = new Map()));
  return policies;
}

/** The workspace's policy as it stands now. */
export async function readPolicy(postgres: Statements, workspaceId: string): Promise<DataPolicy> {
  return (await policyOfWorkspace(postgres, { workspaceId }))[0] ?? keepEverything;
}

/** The last day that ClickHouse's Date holds: no expiry. */
export const never = '2149-06-06';

/** The last day ("2026-12-31", UTC) on which a trace that began then is kept: the day on which its time is up, as a whole. */
export function expiresOn(policy: Pick<DataPolicy, 'traceRetentionDays'>, startedAt: Date): string {
  if (policy.traceRetentionDays === null) return never;
  const day = new Date((Math.floor(startedAt.getTime() / dayMs) + policy.traceRetentionDays) * dayMs).toISOString().slice(0, 10);
  return day < never ? day : never;
}

/** What share of traces is kept, and since when those that came to rest are still to be looked at; null: nothing was set. */
export async function samplingOf(postgres: Postgres, workspaceId: string): Promise<{ share: number; from: Date } | null> {
  return (await samplingOfWorkspace(postgres, { workspaceId }))[0] ?? null;
}

/** Workspaces that keep a share of their traces. */
export const workspacesThatSample = async (postgres: Postgres): Promise<string[]> =>
  (await workspacesWithSampling(postgres)).map(({ workspaceId }) => workspaceId);

/** Workspaces that keep messages for a number of days. */
export const workspacesThatForget = async (postgres: Postgres): Promise<string[]> =>
  (await workspacesWithRetention(postgres)).map(({ workspaceId }) => workspaceId);

/** Nothing that was created before is kept: the whole of the day on which its time is up still is. */
export const messageCutoff = (days: number, now: Date): Date => new Date((Math.floor(now.getTime() / dayMs) - days) * dayMs);

/** Calls `expire` with the cutoff of each workspace that forgets; one that fails does not keep the others waiting. */
export async function eachThatForgets(
  postgres: Postgres,
  now: Date,
  onError: (error: unknown) => void,
  expire: (workspaceId: string, cutoff: Date) => Promise<void>,
): Promise<void> {
  for (const workspaceId of await workspacesThatForget(postgres)) {
    try {
      const { messageRetentionDays } = await readPolicy(postgres, workspaceId);
      if (messageRetentionDays !== null) await expire(workspaceId, messageCutoff(messageRetentionDays, now));
    } catch (error) {
      onError(error);
    }
  }
}
