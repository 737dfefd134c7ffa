import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { DifferenceIntervalRef } from '../../analytics/schema/comparison.ts';
import { Interval95Ref } from '../../analytics/schema/numbers.ts';
import type { Matrix, Transfer } from '../pure/matrix.ts';
import type { ContinualMetrics } from '../pure/metrics.ts';
import { mostTasks, type DriftDirection } from '../types.ts';

const DriftDirectionEnum = describedEnum<DriftDirection>('PerformanceDriftDirection', 'Direction in which a performance moves.', {
  IMPROVING: 'The interval of the slope lies above 0.',
  STABLE: 'The interval of the slope contains 0, or there are fewer than three points.',
  DEGRADING: 'The interval of the slope lies below 0.',
});

const StatisticsRef = builder.objectRef<ContinualMetrics['statistics']>('ContinualLearningStatistics').implement({
  description: 'Numbers of updates of a session.',
  fields: (t) => ({
    updateCount: t.exposeInt('updateCount', { description: 'Number of all updates.' }),
    succeededCount: t.exposeInt('succeededCount', { description: 'Number of updates that succeeded and held.' }),
    failedCount: t.exposeInt('failedCount', { description: 'Number of updates that failed.' }),
    rollbackCount: t.exposeInt('rollbackCount', { description: 'Number of updates that were rolled back.' }),
  }),
});

const DriftRef = builder.objectRef<ContinualMetrics['drift']>('ContinualPerformanceDrift').implement({
  description: 'Movement of the performance of a session: of the mean accuracy with all tasks, at steps at which all were measured.',
  fields: (t) => ({
    baselinePerformance: t.exposeFloat('baseline', {
      nullable: true,
      description: 'Performance at the first step, 0 to 1; null: no step has all tasks.',
    }),
    currentPerformance: t.exposeFloat('current', {
      nullable: true,
      description: 'Performance at the last step, 0 to 1; null: no step has all tasks.',
    }),
    driftRate: t.exposeFloat('rate', {
      nullable: true,
      description: 'Change of the performance in a thousand steps, by least squares; null: fewer than two steps.',
    }),
    driftRateInterval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: "Interval of the drift rate at 95 % (Student's t); null: fewer than three steps.",
      resolve: ({ interval }) => interval,
    }),
    driftDirection: t.expose('direction', {
      type: DriftDirectionEnum,
      nullable: true,
      description: 'Direction by the interval of the drift rate; null: fewer than two steps.',
    }),
  }),
});

const AdaptationRef = builder.objectRef<ContinualMetrics['adaptation']>('ContinualAdaptation').implement({
  description: 'Speed of the learning of new tasks, and what becomes of earlier ones. Formulas: docs/continual-learning.md.',
  fields: (t) => ({
    adaptationSpeed: t.exposeFloat('speed', {
      nullable: true,
      description:
        'Mean height of the curves of learning in shares of what is gained: 1 at once, 0.5 evenly; null: no task gained anything.',
    }),
    stepsTo90: t.exposeFloat('stepsTo90', {
      nullable: true,
      description: 'Mean number of steps until nine tenths of what a task gains; null: no task gained anything.',
    }),
    stabilityScore: t.exposeFloat('stability', {
      nullable: true,
      description:
        '1 less the mean over tasks of the largest fall of accuracy after the learning of the task; null: no task was measured later.',
    }),
    catastrophicForgettingScore: t.exposeFloat('retention', {
      nullable: true,
      description:
        'Retention of old knowledge: the mean over earlier tasks of the last accuracy over the best before, 1 where nothing is forgotten; null: fewer than two tasks were learned.',
    }),
  }),
});

const FeedbackRef = builder.objectRef<ContinualMetrics['feedback']>('ContinualFeedback').implement({
  description: 'Feedback of users in the updates of a session.',
  fields: (t) => ({
    userFeedbackProcessed: t.exposeInt('count', { description: 'Number of pieces of feedback in all updates.' }),
    positiveFeedbackShare: t.exposeFloat('positiveShare', {
      nullable: true,
      description: 'Share of the feedback that is positive, 0 to 1; null: there is none.',
    }),
    positiveFeedbackInterval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the positive share; null: there is no feedback.',
      resolve: ({ positiveInterval }) => positiveInterval,
    }),
    feedbackImpactScore: t.exposeFloat('impact', {
      nullable: true,
      description: 'Mean change of the performance by updates that took feedback in and held; null: none was measured before and after.',
    }),
    learningFromMistakesScore: t.exposeFloat('mistakesFixedShare', {
      nullable: true,
      description: 'Share of answers that were wrong before an update and right after the update, 0 to 1; null: no answer was counted.',
    }),
    learningFromMistakesInterval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the share of fixed mistakes; null: none were counted.',
      resolve: ({ mistakesFixedInterval }) => mistakesFixedInterval,
    }),
  }),
});

const TransferRef = builder.objectRef<Transfer>('ContinualTransfer').implement({
  description: 'Numbers of the matrix of accuracies. Formulas: docs/continual-learning.md.',
  fields: (t) => ({
    averageAccuracy: t.exposeFloat('averageAccuracy', {
      nullable: true,
      description: 'Mean accuracy with the learned tasks at the end, 0 to 1; null: a task was not measured.',
    }),
    backwardTransfer: t.exposeFloat('backwardTransfer', {
      nullable: true,
      description: 'Mean change of the earlier tasks from the end of their own learning to the end, -1 to 1; null: fewer than two tasks.',
    }),
    forwardTransfer: t.exposeFloat('forwardTransfer', {
      nullable: true,
      description:
        'Mean gain with the later tasks before their own learning, -1 to 1; null: fewer than two tasks, or nothing measured before.',
    }),
    forgetting: t.field({
      type: ['Float'],
      nullable: { list: false, items: true },
      description: `Forgetting of each earlier task, -1 to 1, in the order of learning; at most ${mostTasks}. Null: not measured.`,
      resolve: ({ forgetting }) => [...forgetting],
    }),
    averageForgetting: t.exposeFloat('averageForgetting', {
      nullable: true,
      description: 'Mean forgetting of the earlier tasks; null: fewer than two tasks.',
    }),
  }),
});

const MatrixRef = builder.objectRef<Matrix>('AccuracyMatrix').implement({
  description: 'Accuracies with each task at the end of the learning of each task.',
  fields: (t) => ({
    tasks: t.exposeStringList('tasks', { description: 'Names of the tasks, in the order of learning.' }),
    rows: t.field({
      type: ['JSON'],
      description: `Row of each learned task: the accuracies with all tasks at the end of its learning, null where not measured; at most ${mostTasks}.`,
      resolve: ({ rows }) => rows.map((row) => [...row]),
    }),
    initial: t.field({
      type: ['Float'],
      nullable: { list: false, items: true },
      description: `Accuracies before any learning; at most ${mostTasks}. Null: not measured.`,
      resolve: ({ initial }) => [...initial],
    }),
  }),
});

export const ContinualMetricsRef = builder.objectRef<ContinualMetrics>('ContinuousLearningMetrics').implement({
  description: 'Metrics of a session of continual learning. Formulas: docs/continual-learning.md.',
  fields: (t) => ({
    learningStatistics: t.field({ type: StatisticsRef, description: 'Numbers of updates.', resolve: ({ statistics }) => statistics }),
    performanceDrift: t.field({ type: DriftRef, description: 'Movement of the performance.', resolve: ({ drift }) => drift }),
    adaptationMetrics: t.field({
      type: AdaptationRef,
      description: 'Speed, stability and retention.',
      resolve: ({ adaptation }) => adaptation,
    }),
    feedbackIncorporation: t.field({ type: FeedbackRef, description: 'Feedback of users.', resolve: ({ feedback }) => feedback }),
    matrix: t.field({ type: MatrixRef, description: 'Matrix of accuracies.', resolve: ({ matrix }) => matrix }),
    transfer: t.field({ type: TransferRef, description: 'Numbers of the matrix.', resolve: ({ transfer }) => transfer }),
  }),
});
