import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadStudy, StudyClosed } from '../errors.ts';
import { checkStudy, type StudyInput } from '../ingest/study.ts';

export interface StudyContext {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** Studies of a workspace. */
export const maxStudies = 500;

export function announceStudy({ live }: Pick<StudyContext, 'live'>, workspaceId: string, studyId: string): void {
  live.publish('studies.changed', workspaceId, { studyId });
  live.publish('study.changed', studyId, {});
}

/** Makes a study, and gives its id. A name is taken once. */
export async function createStudy(
  context: StudyContext,
  workspaceId: string,
  { configurationId, ...input }: StudyInput & { readonly configurationId: string | null },
  now: Date,
): Promise<Result<string, BadStudy | NotFound>> {
  const { prisma } = context.stores;
  if (
    configurationId !== null &&
    (await prisma.trainingConfiguration.findUnique({ where: { id: configurationId, workspaceId, deletedAt: null } })) === null
  )
    return fail(new NotFound('Training configuration', configurationId, 'input.configurationId'));
  const checked = checkStudy(input);
  if (!checked.ok) return checked;
  const { objectives, searchSpace, pruner, baseline, maxParallel, ...rest } = checked.value;
  const others = await prisma.study.count({ where: { workspaceId } });
  if (others >= maxStudies)
    return fail(new BadStudy('name', `is that of one study more than the ${maxStudies} that a workspace can have: delete one first`));
  try {
    const made = await prisma.study.create({
      data: {
        ...rest,
        workspaceId,
        objectives: objectives.map(({ name }) => name),
        directions: objectives.map(({ direction }) => direction),
        searchSpace: searchSpace as unknown as Prisma.InputJsonArray,
        pruner: { ...pruner },
        ...(maxParallel !== null && { maxParallel }),
        baselineValues: [...(baseline?.values ?? [])],
        baselineParameters: (baseline?.parameters ?? Prisma.DbNull) as Prisma.InputJsonObject,
        configurationId,
        createdAt: now,
        updatedAt: now,
      },
    });
    announceStudy(context, workspaceId, made.id);
    return succeed(made.id);
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    return fail(new BadStudy('name', `is that of another study; a name is taken once`));
  }
}

/** The server starts training jobs as trials from now on. Starting it again changes nothing. */
export async function startStudy(
  context: StudyContext,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<Result<string, NotFound | BadStudy | StudyClosed>> {
  const { prisma } = context.stores;
  const study = await prisma.study.findUnique({
    where: { id, workspaceId },
    select: { name: true, status: true, maxTrials: true, configuration: { select: { deletedAt: true } } },
  });
  if (study === null) return fail(new NotFound('Study', id));
  if (study.status === 'COMPLETED') return fail(new StudyClosed(study.name, study.status));
  if (study.configuration === null || study.configuration.deletedAt !== null)
    return fail(
      new BadStudy('id', 'is that of a study without a training configuration: make one with configurationId, or ask for its trials'),
    );
  if (study.maxTrials === null)
    return fail(new BadStudy('id', 'is that of a study without maxTrials, which would start jobs without an end'));
  await prisma.study.updateMany({
    where: { id, workspaceId, status: { in: ['OPEN', 'STOPPED'] } },
    data: { status: 'RUNNING', updatedAt: now, revision: { increment: 1 } },
  });
  announceStudy(context, workspaceId, id);
  return succeed(id);
}

/** Ends a study: it gives no trial any more. Values of running trials are taken. Stopping it again changes nothing. */
export async function stopStudy(context: StudyContext, workspaceId: string, id: string, now: Date): Promise<Result<string, NotFound>> {
  const { prisma } = context.stores;
  const study = await prisma.study.findUnique({ where: { id, workspaceId }, select: { status: true } });
  if (study === null) return fail(new NotFound('Study', id));
  await prisma.study.updateMany({
    where: { id, workspaceId, status: { in: ['OPEN', 'RUNNING'] } },
    data: { status: 'STOPPED', updatedAt: now, revision: { increment: 1 } },
  });
  // A trial that was to be a training job, and has none yet, would wait forever.
  if (study.status === 'RUNNING') {
    await prisma.studyTrial.updateMany({
      where: { studyId: id, workspaceId, state: 'RUNNING', jobId: null },
      data: { state: 'FAILED', reason: 'The study was stopped before the training job began.', endedAt: now },
    });
    await prisma.study.updateMany({ where: { id, workspaceId }, data: { revision: { increment: 1 } } });
  }
  announceStudy(context, workspaceId, id);
  return succeed(id);
}

/** Deletes a study with its trials, and gives its id. Training jobs of its trials stay. */
export async function deleteStudy(context: StudyContext, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await context.stores.prisma.study.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Study', id));
  announceStudy(context, workspaceId, id);
  return succeed(id);
}
