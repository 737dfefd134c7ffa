import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { RunnerRevoked, type BadRunner } from '../errors.ts';
import { checkRunner, type RunnerInput } from '../ingest.ts';

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

/** The runner takes no job any more, and loses those that it holds. Revoking it again changes nothing. */
export async function revokeRunner(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<Result<string, NotFound>> {
  await prisma.runner.updateMany({ where: { id, workspaceId, revokedAt: null }, data: { revokedAt: now } });
  const runner = await prisma.runner.findUnique({ where: { id, workspaceId } });
  return runner === null ? fail(new NotFound('Runner', id)) : succeed(id);
}
