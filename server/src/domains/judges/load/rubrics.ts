import { createHash } from 'node:crypto';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Rubric as RubricRow, RubricVersion } from '../../../platform/store/prisma/generated/client.ts';
import { builtInKeys, builtInRubrics } from '../pure/built-in.ts';
import { maxRubrics, type Rubric, type RubricContent, type RubricExample } from '../types.ts';

type Reading = Pick<Stores, 'prisma'>;

/** The id of a ready rubric in a workspace, with or without a row: it follows from both. */
export const builtInId = (workspaceId: string, key: string): string =>
  createHash('md5')
    .update(`rubric ${workspaceId} ${key}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const newest = { versions: { orderBy: { version: 'desc' }, take: 1 } } as const;

const rubricOf = (
  { id, key, name, description, createdAt, updatedAt, archivedAt }: RubricRow,
  { version, criteria, scale, categories, examples, usesReference }: RubricVersion,
): Rubric => ({
  id,
  key,
  name,
  description,
  criteria,
  scale,
  categories,
  examples: examples as unknown as readonly RubricExample[],
  usesReference,
  version,
  isBuiltIn: builtInKeys.has(key),
  createdAt,
  updatedAt,
  archivedAt,
});

const untouched = (workspaceId: string, content: RubricContent): Rubric => ({
  ...content,
  id: builtInId(workspaceId, content.key),
  version: 1,
  isBuiltIn: true,
  createdAt: null,
  updatedAt: null,
  archivedAt: null,
});

/** Every rubric of a workspace by key, ready ones among them, each as its newest version. */
export async function rubricsOf({ prisma }: Reading, workspaceId: string, includesArchived: boolean): Promise<Rubric[]> {
  const rows = await prisma.rubric.findMany({ where: { workspaceId }, include: newest, take: maxRubrics });
  const held = new Set(rows.map(({ key }) => key));
  const rubrics = rows.flatMap(({ versions: [version], ...row }) => (version === undefined ? [] : [rubricOf(row, version)]));
  return [...rubrics, ...builtInRubrics.filter(({ key }) => !held.has(key)).map((content) => untouched(workspaceId, content))]
    .filter(({ archivedAt }) => includesArchived || archivedAt === null)
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

/** Rubrics by their ids, each as its newest version; null: there is none. */
export async function rubricsByIds({ prisma }: Reading, workspaceId: string, ids: readonly string[]): Promise<(Rubric | null)[]> {
  const rows = await prisma.rubric.findMany({ where: { workspaceId, id: { in: [...ids] } }, include: newest });
  const byId = new Map<string, Rubric>(
    builtInRubrics.map((content) => [builtInId(workspaceId, content.key), untouched(workspaceId, content)]),
  );
  for (const {
    versions: [version],
    ...row
  } of rows)
    if (version !== undefined) byId.set(row.id, rubricOf(row, version));
  return ids.map((id) => byId.get(id) ?? null);
}
