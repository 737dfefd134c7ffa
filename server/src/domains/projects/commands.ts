import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { TrainingProject, LoggedModel } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { renameProject } from '../training/commands/project.ts';
import { ExperimentExists } from './errors.ts';
import { projectByName, projectByNumber, loggedModel, makeProject, type NewProject } from './load.ts';
import { mergeProjectTags, mergeModelEntries } from './queries.ts';

type Tags = Readonly<Record<string, string>>;

/** Makes an project. Names are unique in a workspace, those of deleted ones too. */
export async function createProject(
  stores: Stores,
  workspaceId: string,
  project: NewProject,
  now: Date,
): Promise<Result<TrainingProject, ExperimentExists>> {
  const known = await projectByName(stores, workspaceId, project.name);
  const made = known === null ? await makeProject(stores, workspaceId, project, now) : null;
  return made === null ? fail(new ExperimentExists(project.name, known?.deletedAt != null)) : succeed(made);
}

export interface ProjectChange {
  readonly name?: string;
  readonly tags?: Tags;
  readonly removedTags?: readonly string[];
  readonly isDeleted?: boolean;
}

/** Changes an project; its jobs move with its name. */
export async function changeProject(
  context: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  workspaceId: string,
  number: bigint,
  { name, tags = {}, removedTags: removed = [], isDeleted }: ProjectChange,
  now: Date,
): Promise<Result<TrainingProject, NotFound | ExperimentExists>> {
  const { stores } = context;
  const known = await projectByNumber(stores, workspaceId, number);
  if (known === null) return fail(new NotFound('Experiment', String(number), 'experiment_id'));
  if (Object.keys(tags).length > 0 || removed.length > 0)
    await mergeProjectTags(stores.postgres, { workspaceId, number, tags, removed, now });
  const isRenamed = name !== undefined && name !== known.name;
  if (isRenamed) {
    const other = await projectByName(stores, workspaceId, name);
    if (other !== null) return fail(new ExperimentExists(name, other.deletedAt !== null));
  }
  const changed = await stores.prisma.trainingProject.update({
    where: { workspaceId_number: { workspaceId, number } },
    data: {
      updatedAt: now,
      ...(isRenamed && { name }),
      ...(isDeleted !== undefined && { deletedAt: isDeleted ? (known.deletedAt ?? now) : null }),
    },
  });
  if (isRenamed) await renameProject(context, workspaceId, known.name, name);
  return succeed(changed);
}

export interface NewLoggedModel {
  readonly projectNumber: bigint;
  readonly name: string;
  readonly modelType: string | null;
  readonly sourceRunId: string | null;
  readonly tags: Tags;
  readonly params: Tags;
}

export const createLoggedModel = (
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  { tags, params, ...model }: NewLoggedModel,
  now: Date,
): Promise<LoggedModel> =>
  prisma.loggedModel.create({ data: { ...model, workspaceId, tags: { ...tags }, params: { ...params }, createdAt: now, updatedAt: now } });

export interface LoggedModelChange {
  readonly status?: LoggedModel['status'];
  readonly tags?: Tags;
  readonly removedTags?: readonly string[];
  /** Those that it has stay as they are. */
  readonly params?: Tags;
}

export async function changeLoggedModel(
  stores: Stores,
  workspaceId: string,
  id: string,
  { status, tags = {}, removedTags: removed = [], params = {} }: LoggedModelChange,
  now: Date,
): Promise<Result<LoggedModel, NotFound>> {
  const known = await loggedModel(stores, workspaceId, id);
  if (known === null) return fail(new NotFound('Logged model', id, 'model_id'));
  if (Object.keys(tags).length > 0 || Object.keys(params).length > 0 || removed.length > 0)
    await mergeModelEntries(stores.postgres, { workspaceId, id: known.id, tags, removed, params, now });
  const data = { updatedAt: now, ...(status !== undefined && { status }) };
  return succeed(await stores.prisma.loggedModel.update({ where: { id: known.id, workspaceId }, data }));
}

/** Forgets a logged model. Returns whether there was one. */
export async function deleteLoggedModel({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<boolean> {
  const known = await loggedModel({ prisma }, workspaceId, id);
  if (known !== null) await prisma.loggedModel.deleteMany({ where: { id: known.id, workspaceId } });
  return known !== null;
}
