import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { adviceOf, estimateOfBest, optimizationOf, sensitivitiesOf, upcomingTrials } from '../load/analysis.ts';
import { knownStudy, type KnownStudy } from '../load/study.ts';
import { minAdviceTrials, minOutlookTrials, type NextTrial, type Sensitivity, type SlicePoint, type StopAdvice } from '../pure/outlook.ts';
import { valueAt, valuesOf } from '../pure/space.ts';
import type { ParameterValue } from '../types.ts';
import { StudyRef } from './study.ts';

const mostUpcoming = 20;

const NextTrialRef = builder.objectRef<{ readonly study: KnownStudy; readonly next: NextTrial }>('StudyNextTrial').implement({
  description: 'A trial that askTrials would give now, and the objective that a Gaussian process over the complete trials expects.',
  fields: (t) => ({
    number: t.int({ description: 'Number that the trial would have.', resolve: ({ next }) => next.number }),
    parameters: t.field({
      type: 'JSON',
      description: 'Values of the parameters by name.',
      resolve: ({ study, next }) => valuesOf(study.searchSpace, next.point),
    }),
    mean: t.float({
      nullable: true,
      description: `Expected value of the objective; null: fewer than ${minOutlookTrials} complete trials, or several objectives.`,
      resolve: ({ next }) => next.expectation?.mean ?? null,
    }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval of the objective; null: as the mean.',
      resolve: ({ next }) => next.expectation?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of the objective; null: as the mean.',
      resolve: ({ next }) => next.expectation?.high ?? null,
    }),
    expectedImprovement: t.float({
      nullable: true,
      description: 'Expected improvement over the best trial in the unit of the objective, 0 or more; null: as the mean.',
      resolve: ({ next }) => next.expectation?.expectedImprovement ?? null,
    }),
    logExpectedImprovement: t.float({
      nullable: true,
      description: 'Natural logarithm of the expected improvement, which is exact where that is near 0; null: as the mean.',
      resolve: ({ next }) => next.expectation?.logExpectedImprovement ?? null,
    }),
    probabilityOfImprovement: t.float({
      nullable: true,
      description: 'Probability that the trial is better than the best one, 0 to 1; null: as the mean.',
      resolve: ({ next }) => next.expectation?.probabilityOfImprovement ?? null,
    }),
  }),
});

const StopAdviceRef = builder.objectRef<StopAdvice>('StudyStopAdvice').implement({
  description: 'Whether more trials of a study are worth it.',
  fields: (t) => ({
    shouldStop: t.exposeBoolean('shouldStop', {
      description: 'Whether the best next trial is expected to gain less than 1 % of what the best trial has over the median one.',
    }),
    sentence: t.exposeString('sentence', { description: 'The advice as a sentence, with its numbers.' }),
    expectedGain: t.exposeFloat('expectedGain', {
      description: 'Expected improvement of the best next trial in the unit of the objective.',
    }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval of that improvement, 0 or more.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval of that improvement.' }),
  }),
});

const BestEstimateRef = builder
  .objectRef<{ readonly number: number; readonly mean: number; readonly low: number; readonly high: number; readonly gain: Gain | null }>(
    'StudyBestEstimate',
  )
  .implement({
    description: 'What the parameters of the best trial are expected to give, without the luck of the best of many.',
    fields: (t) => ({
      number: t.exposeInt('number', { description: 'Number of the best trial.' }),
      mean: t.exposeFloat('mean', { description: 'Expected value of the objective, by a Gaussian process over the complete trials.' }),
      low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval of the objective.' }),
      high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval of the objective.' }),
      gain: t.float({
        nullable: true,
        description: 'Expected improvement over the baseline in the unit of the objective; below 0: worse; null: no baseline.',
        resolve: ({ gain }) => gain?.mean ?? null,
      }),
      gainLow: t.float({
        nullable: true,
        description: 'Lower end of the 95 % interval of the improvement; null: no baseline.',
        resolve: ({ gain }) => gain?.low ?? null,
      }),
      gainHigh: t.float({
        nullable: true,
        description: 'Upper end of the 95 % interval of the improvement; null: no baseline.',
        resolve: ({ gain }) => gain?.high ?? null,
      }),
    }),
  });

interface Gain {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The improvement over the baseline; null: there is none. */
function gainOf(study: KnownStudy, { mean, low, high }: Gain): Gain | null {
  const baseline = study.baselineValues[0];
  if (baseline === undefined) return null;
  const gain = (value: number): number => (study.directions[0] === 'MAXIMIZE' ? value - baseline : baseline - value);
  return { mean: gain(mean), low: Math.min(gain(low), gain(high)), high: Math.max(gain(low), gain(high)) };
}

const SlicePointRef = builder.objectRef<SlicePoint & { readonly value: ParameterValue }>('StudySlicePoint').implement({
  description: 'Expected objective at a value of a parameter, the other parameters being those of the best trial.',
  fields: (t) => ({
    value: t.expose('value', { type: 'JSON', description: 'Value of the parameter.' }),
    mean: t.exposeFloat('mean', { description: 'Expected value of the objective.' }),
    low: t.exposeFloat('low', { description: 'Lower end of its 95 % interval.' }),
    high: t.exposeFloat('high', { description: 'Upper end of its 95 % interval.' }),
  }),
});

const SensitivityRef = builder.objectRef<Sensitivity & { readonly study: KnownStudy }>('StudySensitivity').implement({
  description: 'How the objective is expected to move with one parameter of the best trial.',
  fields: (t) => ({
    parameter: t.exposeString('parameter', { description: 'Name of the parameter.' }),
    change: t.exposeFloat('change', {
      description:
        'Distance of the greatest from the least expected objective while only this parameter moves, in the unit of the objective.',
    }),
    slice: t.field({
      type: [SlicePointRef],
      description: 'Expected objective along the parameter: 33 values of a number at most, each choice.',
      resolve: ({ study, parameter, slice }) => {
        const known = study.searchSpace.find(({ name }) => name === parameter);
        return known === undefined ? [] : slice.map((point) => ({ ...point, value: valueAt(known, point.at) }));
      },
    }),
  }),
});

builder.prismaObjectFields(StudyRef, (t) => ({
  nextTrials: t.field({
    type: [NextTrialRef],
    description: `Trials that askTrials would give now, each with the expected objective before the trial runs; empty: the study gives none. At most ${mostUpcoming}.`,
    args: { count: t.arg.int({ description: `Number of trials, 1 to ${mostUpcoming}; absent: 3.` }) },
    complexity: 20,
    resolve: async (stored, { count }, { stores }) => {
      const wanted = count ?? 3;
      if (wanted < 1 || wanted > mostUpcoming) throw new BadArgument('count', `is ${wanted}; 1 to ${mostUpcoming} is taken`);
      const study = knownStudy(stored);
      return (await upcomingTrials(stores, study, wanted)).map((next) => ({ study, next }));
    },
  }),
  stopAdvice: t.field({
    type: StopAdviceRef,
    nullable: true,
    description: `Whether more trials are worth it; null: fewer than ${minAdviceTrials} complete trials, several objectives, or all values are the same.`,
    complexity: 20,
    resolve: (study, _args, { stores }) => adviceOf(stores, knownStudy(study)),
  }),
  bestEstimate: t.field({
    type: BestEstimateRef,
    nullable: true,
    description: `What the parameters of the best trial are expected to give, against the baseline; null: fewer than ${minOutlookTrials} complete trials, several objectives, or all values are the same.`,
    complexity: 20,
    resolve: async (stored, _args, { stores }) => {
      const study = knownStudy(stored);
      const estimate = await estimateOfBest(stores, study);
      return estimate === null ? null : { ...estimate, gain: gainOf(study, estimate) };
    },
  }),
  sensitivity: t.field({
    type: [SensitivityRef],
    nullable: true,
    description: `How the objective is expected to move with each parameter of the best trial, most first; null: fewer than ${minOutlookTrials} complete trials, several objectives, or all values are the same. At most 100.`,
    complexity: 20,
    resolve: async (stored, _args, { stores }) => {
      const study = knownStudy(stored);
      return (await sensitivitiesOf(stores, study))?.map((sensitivity) => ({ ...sensitivity, study })) ?? null;
    },
  }),
  hyperparameterOptimization: t.field({
    type: 'JSON',
    description:
      'Study in the form of the interface HyperparameterOptimization: optimization_id, agent_id (null), optimization_method, search_space, trials (complete ones: trial_id, hyperparameters, validation_score, training_time in seconds, convergence_epoch: the step of the best report, overfitting_detected: the last report is over 1 % worse than the best), best_configuration and optimization_insights. To be asked of one study at a time.',
    complexity: 50,
    resolve: (study, _args, { stores }) => optimizationOf(stores, knownStudy(study)),
  }),
}));
