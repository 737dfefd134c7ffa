import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadJudge } from '../errors.ts';
import { checkRubric } from '../ingest.ts';
import { builtInId } from '../load/rubrics.ts';
import { builtInRubrics } from '../pure/built-in.ts';
import { maxRubrics, maxRubricVersions, type RubricContent } from '../types.ts';

type Changing = { readonly stores: Pick<Stores, 'prisma'>; readonly workspaceId: string; readonly now: Date };

/**
 * Saves the next version of the rubric with the key, or its first; gives its id. Judges with the rubric judge by the new version from then on,
 * as the next version of theirs. The scale stays, so that verdicts of all versions can be read alike.
 */
export async function saveRubric(
  { stores, workspaceId, now }: Changing,
  input: Readonly<Record<string, unknown>>,
): Promise<Result<string>> {
  const checked = checkRubric(input);
  if (!checked.ok) return checked;
  const rubric = checked.value;
  return stores.prisma.$transaction(async (transaction): Promise<Result<string>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.rubric.findUnique({
      where: { workspaceId_key: { workspaceId, key: rubric.key } },
      include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
    });
    const before = held?.versions[0] ?? builtInRubrics.find(({ key }) => key === rubric.key);
    if (before !== undefined && before.scale !== rubric.scale)
      return fail(
        new BadJudge(
          'scale',
          `is ${rubric.scale}; that of the rubric "${rubric.key}" is ${before.scale} and stays so: save a rubric with another key`,
        ),
      );
    if (held === null) {
      if ((await transaction.rubric.count({ where: { workspaceId } })) >= maxRubrics)
        return fail(new BadJudge('key', `is new, and the workspace has ${maxRubrics} rubrics, which is the most it can have`));
      // The ready one stays as the version before.
      const ready = builtInRubrics.find(({ key }) => key === rubric.key);
      const id = await storeRubric(transaction, workspaceId, ready ?? rubric, now);
      return ready === undefined ? succeed(id) : succeed(await storeNext(transaction, { workspaceId, id, version: 2, rubric, now }));
    }
    if (held.lastVersion >= maxRubricVersions)
      return fail(new BadJudge('key', `is that of a rubric with ${maxRubricVersions} versions, which is the most it can have`));
    return succeed(await storeNext(transaction, { workspaceId, id: held.id, version: held.lastVersion + 1, rubric, now }));
  });
}

/** A rubric with its first version; its id. */
async function storeRubric(transaction: Prisma.TransactionClient, workspaceId: string, rubric: RubricContent, now: Date): Promise<string> {
  const { key, name, description } = rubric;
  const { id } = await transaction.rubric.create({
    data: { id: builtInId(workspaceId, key), workspaceId, key, name, description, lastVersion: 1, createdAt: now, updatedAt: now },
  });
  await transaction.rubricVersion.create({ data: { rubricId: id, workspaceId, version: 1, createdAt: now, ...versionOf(rubric) } });
  return id;
}

interface NextVersion {
  readonly workspaceId: string;
  readonly id: string;
  readonly version: number;
  readonly rubric: RubricContent;
  readonly now: Date;
}

async function storeNext(transaction: Prisma.TransactionClient, { workspaceId, id, version, rubric, now }: NextVersion): Promise<string> {
  const { name, description } = rubric;
  await transaction.rubricVersion.create({ data: { rubricId: id, workspaceId, version, createdAt: now, ...versionOf(rubric) } });
  await transaction.rubric.update({
    where: { id, workspaceId },
    data: { name, description, lastVersion: version, updatedAt: now, archivedAt: null },
  });
  await transaction.judge.updateMany({ where: { workspaceId, rubricId: id }, data: { version: { increment: 1 }, updatedAt: now } });
  return id;
}

const versionOf = ({ criteria, scale, categories, examples, usesReference }: RubricContent) => ({
  criteria,
  scale,
  categories: [...categories],
  examples: examples as unknown as Prisma.InputJsonValue,
  usesReference,
});

/** The row of a rubric, which a ready one gets when it is first used; null: there is no such rubric. */
export async function rubricRow(transaction: Prisma.TransactionClient, workspaceId: string, id: string, now: Date): Promise<string | null> {
  const held = await transaction.rubric.findUnique({ where: { id, workspaceId }, select: { id: true } });
  if (held !== null) return held.id;
  const ready = builtInRubrics.find(({ key }) => builtInId(workspaceId, key) === id);
  return ready === undefined ? null : storeRubric(transaction, workspaceId, ready, now);
}

/** Takes a rubric out of the lists; judges with it go on. Saving it again brings it back. Gives its id. */
export async function archiveRubric({ stores, workspaceId, now }: Changing, id: string): Promise<Result<string, NotFound>> {
  return stores.prisma.$transaction(async (transaction): Promise<Result<string, NotFound>> => {
    await lockWorkspace(transaction, workspaceId);
    if ((await rubricRow(transaction, workspaceId, id, now)) === null) return fail(new NotFound('Rubric', id));
    await transaction.rubric.update({ where: { id, workspaceId }, data: { archivedAt: now } });
    return succeed(id);
  });
}
