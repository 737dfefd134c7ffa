import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { TransferSession } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadTransferSession } from './errors.ts';
import { checkTransfer, type TransferInput } from './ingest.ts';

interface Changing {
  readonly stores: Stores;
  readonly live: LiveBus;
}

const hourMs = 3_600_000;
const whole = (value: number | null, by: number): bigint | null => (value === null ? null : BigInt(Math.round(value * by)));
/** Without the fields that were not given. */
const given = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Fields;

/** Saves a session by its external id. Of a known one what is absent or null stays as it was. `jobId`: key of the training job. */
export async function saveTransfer(
  { stores, live }: Changing,
  workspaceId: string,
  { jobId, ...input }: TransferInput & { readonly jobId: string | null },
  now: Date,
): Promise<Result<TransferSession, BadTransferSession | NotFound>> {
  const checked = checkTransfer(input, now);
  if (!checked.ok) return checked;
  const { externalId, trainingTimeHours, trainingCostUsd, scratchTimeHours, scratchCostUsd, ...fields } = checked.value;
  if (jobId !== null && (await stores.prisma.trainingJob.count({ where: { id: jobId, workspaceId } })) === 0)
    return fail(new NotFound('Training job', jobId, 'input.jobId'));
  const key = { workspaceId_externalId: { workspaceId, externalId } };
  const known = await stores.prisma.transferSession.findUnique({ where: key, select: { startedAt: true } });
  if (known !== null && fields.completedAt !== null && fields.completedAt < (fields.startedAt ?? known.startedAt))
    return fail(new BadTransferSession('completedAt', 'is before the start of the session'));
  const { sourceModel, targetModel, domain, method, startedAt, ...rest } = fields;
  const values = {
    sourceModel,
    targetModel,
    domain,
    method,
    ...given({
      ...rest,
      jobId,
      trainingMs: whole(trainingTimeHours, hourMs),
      costNanoUsd: whole(trainingCostUsd, 1e9),
      scratchMs: whole(scratchTimeHours, hourMs),
      scratchNanoUsd: whole(scratchCostUsd, 1e9),
    }),
  };
  const session = await stores.prisma.transferSession.upsert({
    where: key,
    create: { workspaceId, externalId, startedAt: startedAt ?? fields.completedAt ?? now, ...values },
    update: { ...values, ...(startedAt !== null && { startedAt }) },
  });
  live.publish('transfer.changed', workspaceId, {});
  return succeed(session);
}

/** Deletes a session, and gives its id. */
export async function deleteTransfer({ stores, live }: Changing, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.transferSession.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Transfer session', id));
  live.publish('transfer.changed', workspaceId, {});
  return succeed(id);
}
