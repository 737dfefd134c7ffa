import type { Stores } from '../../../platform/store/stores.ts';
import type { Judge, JudgeRun } from '../../../platform/store/prisma/generated/client.ts';
import type { Rubric, Rule } from '../types.ts';
import { rubricsByIds } from './rubrics.ts';

/** Whose eyes an item is judged with. One of `rubric` and `rule`. */
export interface JudgedSubject {
  readonly judge: Judge;
  readonly run: JudgeRun;
  readonly rubric: Rubric | null;
  readonly rule: Rule | null;
}

/** Runs of a workspace with their judges as they are now, by the run's id. */
export async function subjectsOf(
  stores: Pick<Stores, 'prisma'>,
  workspaceId: string,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, JudgedSubject>> {
  const runs = await stores.prisma.judgeRun.findMany({ where: { workspaceId, id: { in: [...runIds] } }, include: { judge: true } });
  const rubricIds = [...new Set(runs.flatMap(({ judge }) => judge.rubricId ?? []))];
  const rubrics = await rubricsByIds(stores, workspaceId, rubricIds);
  const byId = new Map(rubricIds.map((id, place) => [id, rubrics[place] ?? null]));
  return new Map(
    runs.map(({ judge, ...run }) => [
      run.id,
      {
        judge,
        run,
        rubric: judge.rubricId === null ? null : (byId.get(judge.rubricId) ?? null),
        rule: judge.rule as unknown as Rule | null,
      },
    ]),
  );
}

/** The name under which a judge's verdicts are stored as evaluations. */
export const criterionOf = ({ judge, rubric }: Pick<JudgedSubject, 'judge' | 'rubric'>): string => rubric?.key ?? judge.name;
