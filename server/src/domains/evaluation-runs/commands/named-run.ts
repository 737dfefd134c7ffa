import { createHash } from 'node:crypto';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Prisma, type EvaluationRun } from '../../../platform/store/prisma/generated/client.ts';
import { settleDraft } from '../../datasets/commands.ts';
import { latestVersionOf, rowsOfVersion } from '../../datasets/load.ts';
import { beginReportedRun } from './begin-reported.ts';
import type { Starting } from './wish.ts';

/** A run that an application knows by its name within a dataset. */
export interface NamedRun {
  readonly application: string;
  readonly datasetId: string;
  readonly name: string;
  /** Undefined: it stays as it is. The same for `metadata`. */
  readonly description?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  /** The version of the dataset as it was then; null: as it is. Only of a run that is not there yet. */
  readonly at: Date | null;
}

export const externalKeyOf = ({ application, datasetId, name }: Pick<NamedRun, 'application' | 'datasetId' | 'name'>): string =>
  `${application}:${datasetId}:${createHash('sha256').update(name).digest('hex')}`;

/** The run of the name, made where there is none; description and metadata become those that are given. */
export async function namedRun(context: Starting, named: NamedRun, now: Date): Promise<Result<EvaluationRun>> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const { application, datasetId, name, description, metadata, at } = named;
  const externalKey = externalKeyOf(named);
  const find = () => stores.prisma.evaluationRun.findUnique({ where: { workspaceId_externalKey: { workspaceId, externalKey } } });
  const held = await find();
  if (held === null) {
    const version = await versionAt(context, datasetId, at);
    if (!version.ok) return version;
    const wish = {
      name,
      description: description ?? null,
      datasetName: null,
      versionId: version.value,
      split: null,
      checks: [],
      judgeIds: [],
      repetitions: null,
      application,
      model: null,
      metadata: metadata ?? null,
      externalKey,
    };
    try {
      const made = await beginReportedRun(context, wish, now);
      if (!made.ok) return made;
      return succeed(await stores.prisma.evaluationRun.findUniqueOrThrow({ where: { id: made.value, workspaceId } }));
    } catch (error) {
      // Another call of the application has made it a moment ago.
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    }
  }
  const run = held ?? (await find());
  if (run === null) return fail(new NotFound('Evaluation run', name.slice(0, 100).toWellFormed(), 'name'));
  const changes = {
    ...(description !== undefined && description !== run.description && { description }),
    ...(metadata !== undefined &&
      metadata !== null &&
      JSON.stringify(metadata) !== JSON.stringify(run.metadata) && { metadata: metadata as Prisma.InputJsonObject }),
  };
  if (Object.keys(changes).length === 0) return succeed(run);
  return succeed(await stores.prisma.evaluationRun.update({ where: { id: run.id, workspaceId }, data: changes }));
}

async function versionAt({ stores, live, viewer: { workspaceId } }: Starting, datasetId: string, at: Date | null): Promise<Result<string>> {
  if (at !== null) {
    const [then] = await stores.prisma.datasetVersion.findMany({
      where: { workspaceId, datasetId, createdAt: { lte: at } },
      orderBy: { number: 'desc' },
      take: 1,
      select: { id: true },
    });
    if (then !== undefined) return succeed(then.id);
  }
  const settled = await settleDraft({ stores, live }, { workspaceId, datasetId });
  if (!settled.ok) return settled;
  const latest = await latestVersionOf(stores, { workspaceId, datasetId });
  return latest === null ? fail(new NotFound('Dataset item', datasetId, 'datasetItemId', 'Dataset item not found')) : succeed(latest.id);
}

/** Whether the run's version has a row; where it has not and the latest version has, the run is over that from now on. */
export async function coverRow({ stores, live, viewer: { workspaceId } }: Starting, run: EvaluationRun, rowId: string): Promise<boolean> {
  const { datasetId, datasetVersionId } = run;
  if (datasetId === null || datasetVersionId === null) return false;
  if ((await rowsOfVersion(stores, { workspaceId, versionId: datasetVersionId, rowIds: [rowId] })).has(rowId)) return true;
  const settled = await settleDraft({ stores, live }, { workspaceId, datasetId });
  const latest = settled.ok ? await latestVersionOf(stores, { workspaceId, datasetId }) : null;
  if (latest === null || !(await rowsOfVersion(stores, { workspaceId, versionId: latest.id, rowIds: [rowId] })).has(rowId)) return false;
  await stores.prisma.evaluationRun.update({
    where: { id: run.id, workspaceId },
    data: { datasetVersionId: latest.id, total: latest.rowCount * run.repetitions },
  });
  return true;
}
