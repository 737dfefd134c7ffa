import type { TrainingProject, LoggedModel } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { insertDefault, insertProject, knownModelIds, newestModelOfRun } from './queries.ts';

type Source = Pick<Stores, 'prisma' | 'postgres'>;

/** Number and first name of the project of jobs without a project. */
export const defaultNumber = 0n;
const defaultName = 'Default';
/** Numbers are taken one after the other: who loses one tries the next. */
const maxAttempts = 50;
const uuidForm = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const maxNumber = 2n ** 63n - 1n;

/** The project with this number; null: the workspace has none. */
export async function projectByNumber(source: Source, workspaceId: string, number: bigint): Promise<TrainingProject | null> {
  if (number < 0n || number > maxNumber) return null;
  const where = { workspaceId_number: { workspaceId, number } };
  const known = await source.prisma.trainingProject.findUnique({ where });
  if (known !== null || number !== defaultNumber) return known;
  await ensureDefault(source, workspaceId);
  return source.prisma.trainingProject.findUnique({ where });
}

/** The project with this name; null: the workspace has none. */
export async function projectByName(source: Source, workspaceId: string, name: string): Promise<TrainingProject | null> {
  if (name.includes('\u0000') || !name.isWellFormed()) return null;
  if (name === defaultName) await ensureDefault(source, workspaceId);
  return source.prisma.trainingProject.findUnique({ where: { workspaceId_name: { workspaceId, name } } });
}

/** Every project of the workspace, by number. */
export async function allProjects(source: Source, workspaceId: string): Promise<TrainingProject[]> {
  await ensureDefault(source, workspaceId);
  return source.prisma.trainingProject.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } });
}

/** The project of a project; one that none stands for yet is made. `project` null: jobs without one. */
export async function projectOfName(source: Source, workspaceId: string, project: string | null): Promise<TrainingProject> {
  const find = () => (project === null ? projectByNumber(source, workspaceId, defaultNumber) : projectByName(source, workspaceId, project));
  const known =
    (await find()) ??
    (project === null ? null : await makeProject(source, workspaceId, { name: project, tags: {}, location: null }, new Date())) ??
    (await find());
  if (known === null) throw new Error(`The project of the project ${project} is gone.`);
  return known;
}

/** The projects whose jobs an project holds; null: jobs without a project. */
export const projectNamesOf = ({ number, name }: TrainingProject): (string | null)[] => (number === defaultNumber ? [null, name] : [name]);

export interface NewProject {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Where clients put its artifacts; null: they are kept here. */
  readonly location: string | null;
}

/** A new project; null: its name is known. */
export async function makeProject(
  source: Source,
  workspaceId: string,
  { name, tags, location }: NewProject,
  now: Date,
): Promise<TrainingProject | null> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const [made] = await insertProject(source.postgres, { workspaceId, name, tags, location, now });
    if (made !== undefined)
      return source.prisma.trainingProject.findUnique({ where: { workspaceId_number: { workspaceId, number: made.number } } });
    if ((await source.prisma.trainingProject.findUnique({ where: { workspaceId_name: { workspaceId, name } } })) !== null) return null;
  }
  throw new Error('No number was free for a new project.');
}

const ensureDefault = ({ postgres }: Source, workspaceId: string): Promise<number> =>
  insertDefault(postgres, { workspaceId, name: defaultName, now: new Date() });

/** The model that a trainer logged under this id; null: the workspace has none. */
export async function loggedModel({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<LoggedModel | null> {
  return uuidForm.test(id) ? prisma.loggedModel.findUnique({ where: { id, workspaceId } }) : null;
}

/** Models that were logged in some projects, newest first. */
export const loggedModelsOf = (
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  numbers: readonly bigint[],
): Promise<LoggedModel[]> =>
  prisma.loggedModel.findMany({
    where: { workspaceId, projectNumber: { in: [...numbers] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });

/** The name of the model that a run logged last; null: it logged none. */
export async function newestLoggedModel(session: Statements, workspaceId: string, runId: string): Promise<string | null> {
  const [model] = await newestModelOfRun(session, { workspaceId, runId });
  return model?.name ?? null;
}

/** Which of these are ids of logged models, of whichever workspace. */
export const modelsThatExist = async ({ postgres }: Pick<Stores, 'postgres'>, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await knownModelIds(postgres, { ids })).map(({ id }) => id));
