import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createOrUpdateJob, type TrainingContext } from '../../training/commands/job.ts';
import type { BadTrainingJob } from '../../training/errors.ts';
import type { BadConfiguration } from '../errors.ts';
import { checkConfiguration, checkStart, type ConfigurationInput, type StartInput } from '../ingest.ts';

/** Makes a configuration, or a new version of the one with this id. */
export async function saveConfiguration(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  { id, ...input }: ConfigurationInput & { readonly id: string | null },
  now: Date,
): Promise<Result<string, BadConfiguration | NotFound>> {
  const checked = checkConfiguration(input);
  if (!checked.ok) return checked;
  const { name, parameters, ...rest } = checked.value;
  const content = { ...rest, parameters: parameters as Prisma.InputJsonObject, workspaceId, createdAt: now };
  if (id === null) {
    const made = await prisma.trainingConfiguration.create({
      data: { workspaceId, name, updatedAt: now, versions: { create: { ...content, version: 1 } } },
    });
    return succeed(made.id);
  }
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.trainingConfiguration.updateMany({
      where: { id, workspaceId, deletedAt: null },
      data: { name, updatedAt: now, version: { increment: 1 } },
    });
    if (count === 0) return fail(new NotFound('Training configuration', id, 'input.id'));
    const { version } = await transaction.trainingConfiguration.findUniqueOrThrow({ where: { id } });
    await transaction.trainingConfigurationVersion.create({ data: { ...content, configurationId: id, version } });
    return succeed(id);
  });
}

/** A new configuration with the present content of another one. */
export async function cloneConfiguration(
  stores: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<Result<string, BadConfiguration | NotFound>> {
  const found = await currentOf(stores, workspaceId, id);
  if (found === null) return fail(new NotFound('Training configuration', id));
  const { configurationId: _id, version: _version, name, ...content } = found;
  return saveConfiguration(stores, workspaceId, { ...content, name: `${name} (copy)`.slice(0, 200), id: null }, now);
}

/** Jobs that were started from it go on. */
export async function deleteConfiguration(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.trainingConfiguration.updateMany({
    where: { id, workspaceId, deletedAt: null },
    data: { deletedAt: now },
  });
  return count === 0 ? fail(new NotFound('Training configuration', id)) : succeed(id);
}

async function currentOf({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string) {
  const found = await prisma.trainingConfiguration.findUnique({
    where: { id, workspaceId, deletedAt: null },
    include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
  });
  const [content] = found?.versions ?? [];
  return found === null || content === undefined ? null : { ...content, name: found.name };
}

/** What another domain knows of the job that it has started. */
export interface JobAbout {
  readonly datasetId: string;
  readonly datasetName: string;
  readonly datasetSize: number;
  readonly outputModel: string;
}

/** Puts a job into the queue. The same request again gives the same job, whatever became of it. */
export async function startJob(
  context: TrainingContext,
  workspaceId: string,
  { configurationId, about, ...input }: StartInput & { readonly configurationId: string; readonly about?: JobAbout },
  now: Date,
): Promise<Result<string, BadConfiguration | BadTrainingJob | NotFound>> {
  const checked = checkStart(input);
  if (!checked.ok) return checked;
  const { requestId, name, parameters, priority } = checked.value;
  if (requestId !== null) {
    const known = await context.stores.prisma.trainingJob.findUnique({ where: { workspaceId_requestId: { workspaceId, requestId } } });
    if (known !== null) return succeed(known.id);
  }
  const found = await currentOf(context.stores, workspaceId, configurationId);
  if (found === null) return fail(new NotFound('Training configuration', configurationId, 'input.configurationId'));
  const stored = await createOrUpdateJob(
    context,
    workspaceId,
    {
      name: name ?? `${found.name}, ${now.toISOString().slice(0, 16).replace('T', ' ')}`,
      project: found.project,
      baseModel: found.baseModel,
      hyperparameters: { ...(found.parameters as object), ...parameters },
      ...about,
    },
    {
      source: 'RUNNER',
      isQueued: true,
      requestId,
      keepsKnown: true,
      now,
      columns: { configurationId, configurationVersion: found.version, priority },
    },
  );
  return stored.ok ? succeed(stored.value.job.id) : stored;
}
