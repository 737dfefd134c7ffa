import type { StudyMethod, TrialColumns, TrialState } from '../types.ts';
import { trialStateCode } from '../types.ts';
import { valuesOf } from './space.ts';
import type { StudyPlan } from './suggest.ts';

/** What the reports of a trial show: the step of the best one, and whether later ones are worse. */
interface Course {
  readonly bestStep: number;
  readonly bestValue: number;
  readonly lastStep: number;
  readonly lastValue: number;
}

interface Facts {
  readonly id: string;
  readonly baseline: number | null;
  readonly plan: StudyPlan;
  readonly columns: TrialColumns & { readonly startedAts: Float64Array; readonly endedAts: Float64Array };
  readonly courses: ReadonlyMap<number, Course>;
  /** Null: none is complete. */
  readonly bestNumber: number | null;
  readonly importances: readonly { readonly parameter: string; readonly value: number }[];
  readonly sensitivities: readonly { readonly parameter: string; readonly change: number }[];
  readonly interactions: readonly {
    readonly a: string;
    readonly b: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
}

const methods: Readonly<Record<StudyMethod, string>> = {
  GRID: 'grid_search',
  RANDOM: 'random_search',
  TPE: 'bayesian',
  GP: 'bayesian',
  CMA_ES: 'evolutionary',
  NSGA_II: 'evolutionary',
};

/** A rise of the last report above the best one that counts as overfitting, as a share of the best. */
const overfittingShare = 0.01;
const codeOf = (state: TrialState): number => trialStateCode[state];

/** A study in the form of the interface `HyperparameterOptimization`; scores are of the first objective, `training_time` is in seconds. */
export function asOptimization({ id, baseline, plan, columns, courses, bestNumber, importances, sensitivities, interactions }: Facts) {
  const { space, directions, method } = plan;
  const sign = directions[0] === 'MAXIMIZE' ? -1 : 1;
  const trials = Array.from({ length: columns.count }, (_, row) => row).flatMap((row) => {
    if (columns.states[row] !== codeOf('COMPLETE')) return [];
    const number = columns.numbers[row] as number;
    const course = courses.get(number);
    return [
      {
        trial_id: String(number),
        hyperparameters: valuesOf(space, columns.points, row * columns.width),
        validation_score: columns.objectives[row * columns.objectiveCount] as number,
        training_time: ((columns.endedAts[row] as number) - (columns.startedAts[row] as number)) / 1_000,
        convergence_epoch: course?.bestStep ?? null,
        overfitting_detected: course === undefined ? null : isOverfitted(course, sign),
      },
    ];
  });
  const best = trials.find((trial) => trial.trial_id === String(bestNumber));
  return {
    optimization_id: id,
    agent_id: null,
    optimization_method: methods[method],
    search_space: Object.fromEntries(
      space.map((parameter) => [parameter.name, parameter.kind === 'CATEGORICAL' ? parameter.choices : [parameter.low, parameter.high]]),
    ),
    trials,
    best_configuration:
      best === undefined
        ? null
        : {
            hyperparameters: best.hyperparameters,
            validation_score: best.validation_score,
            improvement_over_baseline: baseline === null ? null : sign * (baseline - best.validation_score),
          },
    optimization_insights: {
      most_important_params: importances.map(({ parameter }) => parameter),
      param_sensitivity: Object.fromEntries(sensitivities.map(({ parameter, change }) => [parameter, change])),
      interaction_effects: interactions.map(({ a, b, value, low, high }) => ({ params: [a, b], share_of_variance: value, low, high })),
    },
  };
}

const isOverfitted = ({ bestStep, bestValue, lastStep, lastValue }: Course, sign: number): boolean =>
  lastStep > bestStep && sign * (lastValue - bestValue) > overfittingShare * Math.abs(bestValue);
