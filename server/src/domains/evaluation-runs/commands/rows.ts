import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { settleDraft } from '../../datasets/commands.ts';
import { latestVersionOf, readVersionLines, versionOf, type StoredVersion } from '../../datasets/load.ts';
import { sourcesOfRows } from '../../datasets/load/sources.ts';
import { BadEvaluationRun } from '../errors.ts';
import { messageKey } from '../pure/message-subject.ts';
import type { NewItem } from '../queries/items.ts';
import { maxItems } from '../types.ts';
import { messagesOfWish, type RunWish, type Starting } from './wish.ts';

/** What a run is over: rows of a version of a dataset, or messages. */
export interface WantedRows {
  readonly version: StoredVersion | null;
  /** Each once, in order. */
  readonly items: readonly Omit<NewItem, 'repetition'>[];
}

/**
 * The rows, or messages, of a wish. `settles`: rows of the dataset that were sent one by one become a version first; else they are left out.
 *
 * Errors  NOT_FOUND; BAD_EVALUATION_RUN; what a filter may fail with.
 */
export async function rowsOfWish(context: Starting, wish: RunWish, settles: boolean): Promise<Result<WantedRows>> {
  const { datasetName, versionId, filter, messageExternalIds } = wish;
  const given = [datasetName, versionId, filter, messageExternalIds].filter((one) => one !== null).length;
  if (given !== 1)
    return fail(
      new BadEvaluationRun(
        'datasetName',
        `or versionId, filter or messageExternalIds is to be given, one of the four; ${given === 0 ? 'none' : given} ${given === 0 ? 'is' : 'are'}`,
      ),
    );
  if (datasetName === null && versionId === null) return messageRows(context, wish);
  if (wish.split !== null && unstorable(wish.split) !== null) return fail(new BadEvaluationRun('split', unstorable(wish.split) as string));
  const version = await versionOfWish(context, wish, settles);
  return version.ok ? datasetRows(context, version.value, wish) : version;
}

async function versionOfWish(
  { stores, live, viewer: { workspaceId } }: Starting,
  wish: RunWish,
  settles: boolean,
): Promise<Result<StoredVersion>> {
  const { versionId } = wish;
  if (versionId !== null) {
    const version = await versionOf(stores, { workspaceId, versionId });
    return version === null ? fail(new NotFound('Dataset version', versionId, 'input.versionId')) : succeed(version);
  }
  const name = wish.datasetName as string;
  const dataset =
    unstorable(name) === null
      ? await stores.prisma.dataset.findUnique({
          where: { workspaceId_name: { workspaceId, name } },
          select: { id: true, archivedAt: true },
        })
      : null;
  if (dataset === null) return fail(new NotFound('Dataset', name.slice(0, 100).toWellFormed(), 'input.datasetName'));
  const { id } = dataset;
  if (settles && dataset.archivedAt === null) {
    const settled = await settleDraft({ stores, live }, { workspaceId, datasetId: id });
    if (!settled.ok) return settled;
  }
  const latest = await latestVersionOf(stores, { workspaceId, datasetId: id });
  return latest === null ? fail(new BadEvaluationRun('datasetName', 'is that of a dataset without rows; add some first')) : succeed(latest);
}

async function datasetRows(
  { stores, viewer: { workspaceId } }: Starting,
  version: StoredVersion,
  wish: RunWish,
): Promise<Result<WantedRows>> {
  const { split, rowCount } = wish;
  const items: Omit<NewItem, 'repetition'>[] = [];
  const place = { workspaceId, versionId: version.id, split, count: rowCount ?? maxItems + 1 };
  for await (const lines of readVersionLines(stores, place)) {
    const sources = await sourcesOfRows(stores.postgres, { workspaceId, datasetId: version.datasetId, rowIds: lines.map(({ id }) => id) });
    const userOf = new Map(sources.map(({ rowId, userId }) => [rowId, userId]));
    for (const { id, position } of lines) items.push({ rowKey: id, position, messageId: null, userId: userOf.get(id) ?? null });
  }
  if (items.length > maxItems)
    return fail(
      new BadEvaluationRun(
        'rowCount',
        `is missing, and there are more than ${maxItems} rows, which is the most of a run; take some of them`,
      ),
    );
  if (items.length === 0)
    return fail(
      new BadEvaluationRun(
        split === null ? 'datasetName' : 'split',
        split === null ? 'is that of a dataset without rows; add some first' : 'is that of no row of the version',
      ),
    );
  return succeed({ version, items });
}

async function messageRows(context: Starting, wish: RunWish): Promise<Result<WantedRows>> {
  const found = await messagesOfWish(context, wish);
  if (!found.ok) return found;
  const users = await usersOfMessages(context, found.value);
  return succeed({
    version: null,
    items: found.value.map((messageId, position) => ({
      rowKey: messageKey(messageId),
      position,
      messageId,
      userId: users.get(messageId) ?? null,
    })),
  });
}

const batch = 5_000;

async function usersOfMessages(
  { stores, viewer: { workspaceId } }: Starting,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const users = new Map<string, string>();
  for (let from = 0; from < messageIds.length; from += batch) {
    const rows = await stores.prisma.message.findMany({
      where: { workspaceId, id: { in: messageIds.slice(from, from + batch).map(BigInt) } },
      select: { id: true, endUserId: true, conversation: { select: { endUserId: true } } },
    });
    const userOf = new Map(
      rows.flatMap(({ id, endUserId, conversation }) => {
        const user = endUserId ?? conversation.endUserId;
        return user === null ? [] : [[id, user] as const];
      }),
    );
    const known = await stores.prisma.endUser.findMany({
      where: { workspaceId, id: { in: [...new Set(userOf.values())] } },
      select: { id: true, externalId: true },
    });
    const nameOf = new Map(known.map(({ id, externalId }) => [id, externalId]));
    for (const [id, user] of userOf) {
      const name = nameOf.get(user);
      if (name !== undefined) users.set(String(id), name);
    }
  }
  return users;
}
