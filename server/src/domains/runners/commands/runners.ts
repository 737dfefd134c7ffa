import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { TrainingContext } from '../../training/commands/job.ts';
import { RunnerRevoked, type BadRunner } from '../errors.ts';
import { checkRunner, type RunnerInput } from '../ingest.ts';
import { jobsHeldBy } from '../queries.ts';
import { loseLease } from './leases.ts';

/** Makes a runner, or changes the one of this name. */
export async function registerRunner(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  input: RunnerInput,
  now: Date,
): Promise<Result<string, BadRunner | RunnerRevoked>> {
  const checked = checkRunner(input);
  if (!checked.ok) return checked;
  const { name, hardware, ...rest } = checked.value;
  const data = { ...rest, hardware: hardware === null ? Prisma.DbNull : { ...hardware }, seenAt: now };
  const runner = await prisma.runner.upsert({
    where: { workspaceId_name: { workspaceId, name } },
    create: { ...data, workspaceId, name },
    update: data,
  });
  return runner.revokedAt === null ? succeed(runner.id) : fail(new RunnerRevoked(name, 'input.name'));
}

/** The runner takes no job any more, and loses those that it holds, which are queued again. Revoking it again changes nothing. */
export async function revokeRunner(
  context: TrainingContext,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<Result<string, NotFound>> {
  const { prisma, postgres } = context.stores;
  await prisma.runner.updateMany({ where: { id, workspaceId, revokedAt: null }, data: { revokedAt: now } });
  const runner = await prisma.runner.findUnique({ where: { id, workspaceId } });
  if (runner === null) return fail(new NotFound('Runner', id));
  for (const { jobId } of await jobsHeldBy(postgres, { workspaceId, runnerId: id })) await loseLease(context, workspaceId, jobId, now);
  return succeed(id);
}
