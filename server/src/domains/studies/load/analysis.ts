import { setImmediate } from 'node:timers/promises';
import type { Stores } from '../../../platform/store/stores.ts';
import { asOptimization } from '../pure/as-optimization.ts';
import { bestTrialsOf } from '../pure/best.ts';
import { fanovaSteps, type Fanova } from '../pure/fanova.ts';
import type { Model } from '../pure/gp/model.ts';
import { importanceSteps, type Importance } from '../pure/importance.ts';
import {
  bestEstimate,
  nextTrials,
  outlookModel,
  sensitivities,
  stopAdvice,
  type BestEstimate,
  type NextTrial,
  type Sensitivity,
  type StopAdvice,
} from '../pure/outlook.ts';
import type { StudyPlan } from '../pure/suggest.ts';
import { courses } from '../queries/reports.ts';
import { atRevision, type AtRevision } from './at-revision.ts';
import { columnsOf, type TimedColumns } from './columns.ts';
import { planOf, shapeOf, type KnownStudy } from './study.ts';

/** What is computed of a study's trials is the same while nothing changes. */
interface Key extends AtRevision {
  readonly objectiveCount: number;
  readonly plan: StudyPlan;
}

const keyOf = (study: KnownStudy): Key => {
  const { workspaceId, studyId, objectiveCount } = shapeOf(study);
  return { workspaceId, studyId, objectiveCount, revision: study.revision, plan: planOf(study) };
};

const columnsAt = atRevision<Key, TimedColumns>(({ postgres }, { plan, workspaceId, studyId, objectiveCount }) =>
  columnsOf(postgres, { workspaceId, studyId, objectiveCount, width: plan.space.length }),
);
const modelAt = atRevision<Key, Model | null>(async (stores, key) => outlookModel(key.plan, await columnsAt(stores, key)));
const densityImportanceAt = atRevision<Key, readonly Importance[] | null>(async (stores, key) =>
  inTurns(importanceSteps(key.plan.space, key.plan.directions, await columnsAt(stores, key))),
);
const fanovaAt = atRevision<Key, Fanova | null>(async (stores, key) =>
  inTurns(fanovaSteps(key.plan.space, key.plan.directions, await columnsAt(stores, key))),
);

/** Computes in parts, between which the server answers others. */
async function inTurns<Value>(steps: Generator<undefined, Value>): Promise<Value> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/** All trials of a study in columns. */
export const trialColumns = (stores: Stores, study: KnownStudy): Promise<TimedColumns> => columnsAt(stores, keyOf(study));

/** Numbers of the best trial (one objective), or of those that no other trial dominates, by the first objective. */
export async function bestTrials(stores: Stores, study: KnownStudy): Promise<readonly number[]> {
  return bestTrialsOf(study.directions, await trialColumns(stores, study));
}

/** Importances of the parameters; null: too few complete trials. */
export async function importances(
  stores: Stores,
  study: KnownStudy,
  method: 'PED_ANOVA' | 'FANOVA',
): Promise<readonly Importance[] | null> {
  if (method === 'PED_ANOVA') return densityImportanceAt(stores, keyOf(study));
  return (await fanovaAt(stores, keyOf(study)))?.importances ?? null;
}

/** What pairs of parameters explain together; null: too few complete trials. */
export const interactions = async (stores: Stores, study: KnownStudy): Promise<Fanova['interactions'] | null> =>
  (await fanovaAt(stores, keyOf(study)))?.interactions ?? null;

/** The trials that would be given next, with what is expected of each. */
export async function upcomingTrials(stores: Stores, study: KnownStudy, count: number): Promise<readonly NextTrial[]> {
  const room = Math.min(count, (study.maxTrials ?? Infinity) - study.trialCount);
  if (room <= 0 || study.status === 'STOPPED' || study.status === 'COMPLETED') return [];
  const key = keyOf(study);
  return nextTrials(key.plan, await columnsAt(stores, key), await modelAt(stores, key), study.trialCount, room);
}

/** Whether more trials are worth it; null: too few complete trials. */
export async function adviceOf(stores: Stores, study: KnownStudy): Promise<StopAdvice | null> {
  const key = keyOf(study);
  return stopAdvice(key.plan, study.objectives[0] ?? 'the objective', await columnsAt(stores, key), await modelAt(stores, key));
}

/** What the best parameters are expected to give; null: too few complete trials. */
export async function estimateOfBest(stores: Stores, study: KnownStudy): Promise<BestEstimate | null> {
  const key = keyOf(study);
  const model = await modelAt(stores, key);
  return model === null ? null : bestEstimate(key.plan, await columnsAt(stores, key), model);
}

/** How the objective is expected to move with each parameter of the best trial; null: too few complete trials. */
export async function sensitivitiesOf(stores: Stores, study: KnownStudy): Promise<readonly Sensitivity[] | null> {
  const key = keyOf(study);
  const model = await modelAt(stores, key);
  return model === null ? null : sensitivities(key.plan, await columnsAt(stores, key), model);
}

/** The study in the form of `HyperparameterOptimization`. */
export async function optimizationOf(stores: Stores, study: KnownStudy): Promise<ReturnType<typeof asOptimization>> {
  const { workspaceId, id: studyId, directions } = study;
  const [columns, best, known, moves, pairs, reported] = await Promise.all([
    trialColumns(stores, study),
    bestTrials(stores, study),
    importances(stores, study, 'PED_ANOVA'),
    sensitivitiesOf(stores, study),
    interactions(stores, study),
    courses(stores.postgres, { workspaceId, studyId, isMaximised: directions[0] === 'MAXIMIZE' }),
  ]);
  return asOptimization({
    id: studyId,
    baseline: study.baselineValues[0] ?? null,
    plan: planOf(study),
    columns,
    courses: new Map(reported.map((course) => [course.number, course])),
    bestNumber: best[0] ?? null,
    importances: known ?? [],
    sensitivities: moves ?? [],
    interactions: pairs ?? [],
  });
}
