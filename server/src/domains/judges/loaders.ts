import { perOperation } from '../../platform/graphql/per-operation.ts';
import { usdFromNano } from '../prices/pure/rates.ts';
import { measure, numbersOfRun, type Measured, type RunNumbers } from './load/measured.ts';
import { rubricsByIds } from './load/rubrics.ts';
import { subjectsOf } from './load/subjects.ts';
import { spentOn } from './queries/runs.ts';
import type { Rubric } from './types.ts';

/** Rubrics by id, as their newest versions; null: there is none. */
export const rubricById = perOperation<string, Rubric | null>((ids, { stores, viewer }) => rubricsByIds(stores, viewer.workspaceId, ids));

/** What each judge has spent today (UTC) on new answers, calls under way included, in US dollars. */
export const spentToday = perOperation<string, number>(async (judgeIds, { stores, viewer }) => {
  const rows = await spentOn(stores.postgres, { workspaceId: viewer.workspaceId, judgeIds, day: new Date() });
  const byId = new Map(rows.map(({ judgeId, nanoUsd }) => [judgeId, usdFromNano(nanoUsd)]));
  return judgeIds.map((id) => byId.get(id) ?? 0);
});

/** How each judge stands to people; null: the judge is gone. */
export const measuredOf = perOperation<string, Measured | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const judges = await stores.prisma.judge.findMany({ where: { workspaceId, id: { in: [...ids] } } });
  const rubrics = await rubricsByIds(
    stores,
    workspaceId,
    judges.flatMap(({ rubricId }) => rubricId ?? []),
  );
  const found = new Map<string, Measured>();
  // One after the other: each reads as many messages as the judge has judged.
  for (const judge of judges)
    found.set(judge.id, await measure(stores, { judge, rubric: rubrics.find((rubric) => rubric?.id === judge.rubricId) ?? null }));
  return ids.map((id) => found.get(id) ?? null);
});

/** Means of runs; null: the run is gone. */
export const numbersById = perOperation<string, RunNumbers | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const subjects = await subjectsOf(stores, workspaceId, ids);
  const found = new Map<string, RunNumbers>();
  for (const [id, subject] of subjects) found.set(id, await numbersOfRun(stores, subject));
  return ids.map((id) => found.get(id) ?? null);
});
