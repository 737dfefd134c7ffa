import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf } from '../../analytics/load.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { BadJudge } from '../errors.ts';
import { answersOfFilter } from '../queries/answers.ts';
import { maxItems } from '../types.ts';

/** Which messages are to be judged; one of `messageExternalIds` and `filter`. */
export interface WantedMessages {
  readonly messageExternalIds: readonly string[] | null;
  readonly filter: AnalyticsFilter | null;
  /** Null: all. */
  readonly sampleCount: number | null;
  /** Null: the newest. */
  readonly seed: number | null;
}

const largestSeed = 2_147_483_647;

/** The messages, by their numbers, or what is wrong with the wish for them. */
export async function wantedMessages(
  stores: Stores,
  workspaceId: string,
  wanted: WantedMessages,
): Promise<Result<readonly string[], BadJudge>> {
  const { messageExternalIds, filter, sampleCount, seed } = wanted;
  if ((messageExternalIds === null) === (filter === null))
    return fail(new BadJudge('messageExternalIds', 'or `filter` is given, one of the two'));
  if (sampleCount !== null && (sampleCount < 1 || sampleCount > maxItems))
    return fail(new BadJudge('sampleCount', `is ${sampleCount}; 1 to ${maxItems} is taken`));
  if (seed !== null && (seed < 0 || seed > largestSeed)) return fail(new BadJudge('seed', `is ${seed}; 0 to ${largestSeed} is taken`));
  const found =
    messageExternalIds === null
      ? await byFilter(stores, workspaceId, { ...wanted, filter: filter ?? {} })
      : await byIds(stores, workspaceId, messageExternalIds);
  if (!found.ok || found.value.length > 0) return found;
  return fail(new BadJudge(filter === null ? 'messageExternalIds' : 'filter', 'leads to no message; choose a wider one'));
}

async function byIds(
  { prisma }: Stores,
  workspaceId: string,
  externalIds: readonly string[],
): Promise<Result<readonly string[], BadJudge>> {
  const at = externalIds.findIndex((id) => unstorable(id) !== null);
  if (at >= 0) return fail(new BadJudge(`messageExternalIds[${at}]`, unstorable(externalIds[at] as string) as string));
  const rows = await prisma.message.findMany({
    where: { workspaceId, externalId: { in: [...new Set(externalIds)] } },
    select: { id: true, externalId: true },
  });
  const known = new Set(rows.map(({ externalId }) => externalId));
  const missing = externalIds.findIndex((id) => !known.has(id));
  return missing < 0
    ? succeed(rows.map(({ id }) => String(id)))
    : fail(
        new BadJudge(
          `messageExternalIds[${missing}]`,
          `is ${JSON.stringify((externalIds[missing] as string).slice(0, 60).toWellFormed())}, the id of no message of this workspace`,
        ),
      );
}

export async function byFilter(
  { postgres, clickhouse }: Stores,
  workspaceId: string,
  { filter, sampleCount, seed }: Pick<WantedMessages, 'sampleCount' | 'seed'> & { readonly filter: AnalyticsFilter },
): Promise<Result<readonly string[], BadJudge>> {
  const checked = checkFilter(filter);
  if (!checked.ok) {
    const [first, ...others] = checked.failure.within('filter').problems;
    return fail(new BadJudge(first.field, first.reason, others));
  }
  const { where } = await conditionsOf(postgres, workspaceId, checked.value);
  const rows = await answersOfFilter(clickhouse, {
    workspaceId,
    where: allOf([withinTime(checked.value), where]),
    seed,
    limit: sampleCount ?? maxItems,
  });
  return succeed(rows.map(({ id }) => id));
}
