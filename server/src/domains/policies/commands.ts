import { randomBytes } from 'node:crypto';
import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { enqueueTask } from '../../platform/jobs/runner.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { checkKinds, checkPolicy, longestExample, type PolicyInput } from './ingest.ts';
import { forgetPolicy, readPolicy } from './load.ts';
import { maskerOf } from './pure/masker.ts';
import { keepEverything, type DataPolicy, type MaskingMode } from './types.ts';

export const restampKind = 'restamp';
const secretBytes = 32;

/**
 * Sets the workspace's policy, for what comes in from now on; on other servers within two seconds. Another number of days for
 * traces also starts the task that gives stored ones their new last day. The first change makes the secret, which then stays:
 * hashes of a value are the same before and after.
 */
export async function setDataPolicy(stores: Pick<Stores, 'prisma' | 'postgres'>, workspaceId: string, input: PolicyInput, now: Date): Promise<Result<DataPolicy, BadInput>> {
  const checked = checkPolicy(input);
  if (!checked.ok) return checked;
  const { maskingKinds, ...rest } = checked.value;
  const said = { ...rest, maskingKinds: [...maskingKinds], updatedAt: now };
  await stores.prisma.$transaction(async (prisma) => {
    // one change at a time: a number of days is compared with the one it replaces
    await lockWorkspace(prisma, workspaceId);
    const before = await prisma.dataPolicy.findUnique({ where: { workspaceId } });
    const startsSampling = said.traceSampleShare < 1 && (before?.traceSampleShare ?? 1) === 1;
    const sampling = startsSampling ? { traceSampledUntil: now } : {};
    await prisma.dataPolicy.upsert({
      where: { workspaceId },
      create: { workspaceId, maskingSecret: randomBytes(secretBytes), ...said, ...sampling },
      update: { ...said, ...sampling },
    });
    if ((before?.traceRetentionDays ?? null) !== said.traceRetentionDays) await enqueueTask(prisma, { workspaceId, kind: restampKind });
  });
  forgetPolicy(stores, workspaceId);
  return succeed(await readPolicy(stores.postgres, workspaceId));
}

export interface PreviewInput {
  readonly text: string;
  readonly mode: MaskingMode;
  readonly kinds: readonly string[];
}

/** What would be stored of a text. Its hashes are the workspace's own where it has a secret, else those of an example. */
export async function previewMasking(stores: Pick<Stores, 'postgres'>, workspaceId: string, { text, mode, kinds }: PreviewInput): Promise<Result<string, BadInput>> {
  if (text.length > longestExample) return fail(new BadInput('text', `is ${text.length} characters long; at most ${longestExample} are taken`));
  const checked = checkKinds(kinds);
  if (!checked.ok) return checked;
  const { maskingSecret } = await readPolicy(stores.postgres, workspaceId);
  const masker = maskerOf({ ...keepEverything, maskingMode: mode, maskingKinds: checked.value, maskingSecret });
  return succeed(masker === null ? text : masker.text(text));
}
