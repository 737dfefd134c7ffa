import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { cohortOf } from '../cohorts/load.ts';
import { CohortRef } from '../cohorts/schema/cohort.ts';
import { MetricDirectionEnum } from '../metrics/schema/enums.ts';
import { StatisticProblemEnum, VerdictEnum } from '../statistics/schema/comparison.ts';
import { metricBookOf } from '../metrics/load.ts';
import { checkComparison } from './ingest.ts';
import { compareCohort } from './load.ts';
import { maxCompared, maxMetrics, type CohortComparison } from './types.ts';

const nullable = { nullable: true } as const;
const why = 'null: `problem` names the reason';
/** An end that is infinite is none. */
const finite = (end: number | undefined): number | null => (end !== undefined && Number.isFinite(end) ? end : null);

type ComparedMetric = CohortComparison['metrics'][number];
const ofCohort = ({ variants }: ComparedMetric) => variants[1] as ComparedMetric['variants'][number];

const CohortMetricRef = builder.objectRef<ComparedMetric>('CohortMetric').implement({
  description:
    'One metric of a cohort beside that of the others. The users were not assigned by chance: a difference may have other causes.',
  fields: (t) => ({
    metric: t.exposeString('metric', { description: 'Key of the metric.' }),
    name: t.exposeString('name', { description: 'Name of the metric.' }),
    unit: t.exposeString('unit', { description: 'Unit of the values: share, usd, ms, tokens, rating or number.' }),
    goal: t.expose('better', { type: MetricDirectionEnum, description: 'Which difference counts as better.' }),
    value: t.float({ ...nullable, description: 'Value of the cohort; null: nothing was measured.', resolve: (one) => ofCohort(one).value }),
    otherValue: t.float({
      ...nullable,
      description: 'Value of the others; null: nothing was measured.',
      resolve: ({ variants }) => variants[0]?.value ?? null,
    }),
    difference: t.float({
      ...nullable,
      description: `Value of the cohort less that of the others; ${why}.`,
      resolve: (one) => ofCohort(one).difference,
    }),
    differenceLow: t.float({
      ...nullable,
      description: `Lower end of the interval of the difference, corrected for the number of metrics; ${why}.`,
      resolve: (one) => finite(ofCohort(one).decisive?.low),
    }),
    differenceHigh: t.float({
      ...nullable,
      description: `Upper end of the interval of the difference; ${why}.`,
      resolve: (one) => finite(ofCohort(one).decisive?.high),
    }),
    lift: t.float({
      ...nullable,
      description: `Difference relative to the others, such as 0.05 for 5 % more; ${why}.`,
      resolve: (one) => ofCohort(one).lift,
    }),
    pValue: t.float({
      ...nullable,
      description: `Two-sided p-value of Welch's test with users as units, uncorrected; ${why}.`,
      resolve: (one) => ofCohort(one).pValue,
    }),
    alpha: t.float({ description: 'Level of the interval, 0.05 for 95 %, after the correction.', resolve: (one) => ofCohort(one).alpha }),
    verdict: t.field({
      ...nullable,
      type: VerdictEnum,
      description: 'Whether the cohort is better (WON) or worse (LOST) by the interval; null: cannot be judged.',
      resolve: (one) => ofCohort(one).verdict,
    }),
    problem: t.field({
      ...nullable,
      type: StatisticProblemEnum,
      description: 'Reason for numbers that are null; null: all have a value.',
      resolve: (one) => ofCohort(one).problem,
    }),
  }),
});

const CohortComparisonRef = builder.objectRef<CohortComparison>('CohortComparison').implement({
  description: 'Metrics of the users of a cohort beside those of the others, both those whom a message names in the time range.',
  fields: (t) => ({
    cohort: t.prismaField({
      type: CohortRef,
      ...nullable,
      description: 'Cohort that is compared; null: it was deleted in the meantime.',
      resolve: (query, { cohortId }, _args, { stores, viewer: { workspaceId } }) =>
        stores.prisma.userCohort.findUnique({ ...query, where: { id: cohortId, workspaceId } }),
    }),
    userCount: t.exposeInt('userCount', { description: 'Number of users of the cohort who are compared.' }),
    otherCount: t.exposeInt('otherCount', { description: 'Number of the other users who are compared.' }),
    bothCount: t.exposeInt('bothCount', { description: 'Number of users in both cohorts, who count in neither; 0 beside everyone else.' }),
    metrics: t.expose('metrics', { type: [CohortMetricRef], description: `Metrics in the order asked for; at most ${maxMetrics}.` }),
  }),
});

const CompareCohortsInputRef = builder.inputType('CompareCohortsInput', {
  description: 'What is to be compared.',
  fields: (t) => ({
    cohortIds: t.idList({ required: true, description: `Global ids of the cohorts, 1 to ${maxCompared}.` }),
    againstId: t.id({ description: 'Global id of a cohort that each is compared with; absent: each is compared with everyone else.' }),
    metrics: t.stringList({
      description: `Keys of metrics, at most ${maxMetrics}: success_share, rating, cost_usd …, event:<name>, event_value:<name>; absent or empty: the built-in ones.`,
    }),
    from: t.field({ type: 'DateTime', description: 'First instant of what counts, included; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant of what counts, not included; absent: without end.' }),
  }),
});

builder.queryField('compareCohorts', (t) =>
  t.field({
    type: [CohortComparisonRef],
    authScopes: { may: 'READ' },
    description: `Metrics of cohorts beside everyone else, or beside another cohort, with intervals and verdicts; at most ${maxCompared} cohorts.`,
    args: { input: t.arg({ type: CompareCohortsInputRef, required: true, description: 'What is to be compared.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => {
      const keyOf = (id: string | number, field: string): string => uuidKey(keyOfNode('UserCohort', String(id), `input.${field}`));
      const againstId = input.againstId == null ? null : keyOf(input.againstId, 'againstId');
      if (againstId !== null) await cohortOf(stores, viewer.workspaceId, againstId, 'input.againstId');
      const book = await metricBookOf(stores, viewer.workspaceId);
      const asked = unwrap(
        checkComparison(
          {
            cohortIds: input.cohortIds.map((id, at) => keyOf(id, `cohortIds[${at}]`)),
            againstId,
            metrics: input.metrics ?? null,
            from: input.from ?? null,
            to: input.to ?? null,
          },
          book,
        ),
        'input',
      );
      return Promise.all(asked.map((one) => compareCohort(stores, viewer.workspaceId, one, new Date())));
    },
  }),
);
