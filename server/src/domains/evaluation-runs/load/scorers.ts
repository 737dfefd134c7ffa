import type { Stores } from '../../../platform/store/stores.ts';
import type { Judge } from '../../../platform/store/prisma/generated/client.ts';
import { rubricsByIds } from '../../judges/load/rubrics.ts';
import type { Rubric, Rule } from '../../judges/types.ts';

/** A judge with what it judges by: one of `rubric` and `rule`. */
export interface LoadedJudge {
  readonly judge: Judge;
  readonly rubric: Rubric | null;
  readonly rule: Rule | null;
}

/** Judges as they are now, by their ids; those that are gone are left out. */
export async function judgesByIds(
  stores: Pick<Stores, 'prisma'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LoadedJudge>> {
  if (ids.length === 0) return new Map();
  const judges = await stores.prisma.judge.findMany({ where: { workspaceId, id: { in: [...ids] } } });
  const rubricIds = [...new Set(judges.flatMap(({ rubricId }) => rubricId ?? []))];
  const rubrics = await rubricsByIds(stores, workspaceId, rubricIds);
  const byId = new Map(rubricIds.map((id, place) => [id, rubrics[place] ?? null]));
  return new Map(
    judges.map((judge) => [
      judge.id,
      { judge, rubric: judge.rubricId === null ? null : (byId.get(judge.rubricId) ?? null), rule: judge.rule as unknown as Rule | null },
    ]),
  );
}
