import { randomBytes } from 'node:crypto';
import { succeed, type BadInput, type Result } from '../../platform/graphql/errors.ts';
import { enqueue, type JobKind } from '../../platform/jobs/jobs.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { checkPolicy, checkPreview, type PolicyInput, type PreviewInput } from './ingest.ts';
import { forgetPolicy, readPolicy } from './load.ts';
import { maskerOf } from './pure/masker.ts';
import { advanceSampling } from './queries.ts';
import { keepEverything, type DataPolicy } from './types.ts';

/**
 * Rewrites spans, as a change of prices does: never both at once in one workspace (domains/prices/background/reprice.ts); the task itself
 * is in domains/traces/background/trace-retention.ts.
 */
export const restamp: JobKind = { kind: 'restamp', lane: 'spans', limit: 2 };
const secretBytes = 32;

/**
 * Sets the workspace's policy, for what comes in from now on; on other servers within two seconds. Another number of days for
 * traces also starts the task that gives stored ones their new last day. The first change makes the secret, which then stays:
 * hashes of a value are the same before and after.
 */
export async function setDataPolicy(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  input: PolicyInput,
  now: Date,
): Promise<Result<DataPolicy, BadInput>> {
  const checked = checkPolicy(input);
  if (!checked.ok) return checked;
  const { maskingKinds, ...rest } = checked.value;
  const values = { ...rest, maskingKinds: [...maskingKinds], updatedAt: now };
  await stores.prisma.$transaction(async (prisma) => {
    // one change at a time: a number of days is compared with the one it replaces
    await lockWorkspace(prisma, workspaceId);
    const before = await prisma.dataPolicy.findUnique({ where: { workspaceId } });
    const startsSampling = values.traceSampleShare < 1 && (before?.traceSampleShare ?? 1) === 1;
    const sampling = startsSampling ? { traceSampledUntil: now } : {};
    await prisma.dataPolicy.upsert({
      where: { workspaceId },
      create: { workspaceId, maskingSecret: randomBytes(secretBytes), ...values, ...sampling },
      update: { ...values, ...sampling },
    });
    if ((before?.traceRetentionDays ?? null) !== values.traceRetentionDays) await enqueue(prisma, restamp, { workspaceId });
  });
  forgetPolicy(stores, workspaceId);
  return succeed(await readPolicy(stores.postgres, workspaceId));
}

/**
 * Traces whose last span came before have been looked at. Not where the share was changed meanwhile from all to less: that one counts from
 * its own time on.
 */
export async function sampledUntil(postgres: Postgres, workspaceId: string, until: Date): Promise<void> {
  await advanceSampling(postgres, { workspaceId, until });
}

/** What would be stored of a text. Its hashes are the workspace's own where it has a secret, else those of an example. */
export async function previewMasking(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  input: PreviewInput,
): Promise<Result<string, BadInput>> {
  const checked = checkPreview(input);
  if (!checked.ok) return checked;
  const { text, mode, kinds } = checked.value;
  const { maskingSecret } = await readPolicy(stores.postgres, workspaceId);
  const masker = maskerOf({ ...keepEverything, maskingMode: mode, maskingKinds: kinds, maskingSecret });
  return succeed(masker === null ? text : masker.text(text));
}
