import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { MetricComparisonRef } from '../../analytics/schema/comparison.ts';
import { ComparisonNumbersRef } from '../../benchmarks/schema/numbers.ts';
import type { DriftReport } from '../../drift/load/report.ts';
import { DriftReportRef } from '../../drift/schema/report.ts';
import { releaseCheck, releaseDrift, type ReleaseCheck } from '../load/release.ts';
import { costMetrics, productionMetrics, type PartCheck, type SuiteCheck } from '../pure/release.ts';
import type { ReleasePart } from '../types.ts';
import { CountedPartEnum, ReleaseModeEnum } from './deployment.ts';
import { VersionVerdictEnum } from './enums.ts';
import { ModelVersionRef } from './version.ts';

const ReleasePartEnum = describedEnum<ReleasePart>('ReleasePart', 'Part of a release check.', {
  BENCHMARKS: 'Accuracy in benchmarks, item by item.',
  PRODUCTION: 'Success share, error share, rating and 95th percentile of latency.',
  COST: 'Cost per execution.',
  DRIFT: 'How messages of users and answers differ; neither better nor worse.',
});

const PartCheckRef = builder.objectRef<PartCheck>('ReleasePartCheck').implement({
  description: 'Result of one part of a release check.',
  fields: (t) => ({
    part: t.expose('part', { type: ReleasePartEnum, description: 'Part of the check.' }),
    verdict: t.expose('verdict', { type: VersionVerdictEnum, description: 'Verdict on the part by intervals and tests at 95 %.' }),
    sentence: t.exposeString('sentence', { description: 'Differences with their intervals as English sentences.' }),
    regressions: t.exposeStringList('regressions', { description: 'Sentences on what is surely worse; empty: nothing is.' }),
  }),
});

const SuiteCheckRef = builder.objectRef<SuiteCheck>('ReleaseBenchmark').implement({
  description: 'A benchmark that both versions were tested with, item by item; the latest run of each.',
  fields: (t) => ({
    suite: t.exposeString('suite', { description: 'Name of the benchmark.' }),
    suiteId: t.globalID({
      description: 'Global id of the benchmark.',
      resolve: ({ suiteId }) => ({ type: 'BenchmarkSuite', id: suiteId }),
    }),
    baseId: t.globalID({
      description: 'Global id of the run of the base.',
      resolve: ({ baseRunId }) => ({ type: 'BenchmarkRun', id: baseRunId }),
    }),
    runId: t.globalID({
      description: 'Global id of the run of the version.',
      resolve: ({ runId }) => ({ type: 'BenchmarkRun', id: runId }),
    }),
    numbers: t.field({
      type: ComparisonNumbersRef,
      description: 'Comparison over the shared items; the verdict is adjusted over the benchmarks (Holm).',
      resolve: ({ numbers }) => numbers,
    }),
  }),
});

interface DriftFound {
  readonly report: DriftReport | null;
  readonly reason: string | null;
}

const ReleaseDriftRef = builder.objectRef<DriftFound>('ReleaseDrift').implement({
  description: "Differences of the users' messages and answers of a version to those of the base.",
  fields: (t) => ({
    report: t.field({
      type: DriftReportRef,
      nullable: true,
      description: 'Report of the drift; null: `reason`.',
      resolve: ({ report }) => report,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Reason why there is no report; null: there is one.' }),
  }),
});

const metricsOf = ({ metrics }: ReleaseCheck, wanted: readonly string[]) => metrics.filter(({ metric }) => wanted.includes(metric));

const ReleaseCheckRef = builder.objectRef<ReleaseCheck>('ReleaseCheck').implement({
  description: 'A version beside its parent, before the version goes into use. Rules: docs/releases.md.',
  fields: (t) => ({
    version: t.prismaField({
      type: ModelVersionRef,
      description: 'Version that is checked.',
      resolve: (query, { version }, _args, { stores, viewer }) =>
        stores.prisma.modelVersion.findFirstOrThrow({ ...query, where: { id: version.id, workspaceId: viewer.workspaceId } }),
    }),
    base: t.prismaField({
      type: ModelVersionRef,
      nullable: true,
      description: 'Version to compare with, the base; null: the version has no parent, and none was named.',
      resolve: (query, { base }, _args, { stores, viewer }) =>
        base === null ? null : stores.prisma.modelVersion.findFirst({ ...query, where: { id: base.id, workspaceId: viewer.workspaceId } }),
    }),
    verdict: t.expose('verdict', { type: VersionVerdictEnum, description: 'Verdict over the parts that the policy counts.' }),
    sentence: t.exposeString('sentence', { description: 'Verdict, and its consequence by the policy, as English sentences.' }),
    regressions: t.exposeStringList('regressions', {
      description: 'Sentences on what is surely worse in the parts that the policy counts.',
    }),
    isBlocked: t.exposeBoolean('isBlocked', { description: 'Whether a mark of a deployment is rejected without an override.' }),
    policyMode: t.field({ type: ReleaseModeEnum, description: 'What a regression does to a mark.', resolve: ({ policy }) => policy.mode }),
    policyParts: t.field({
      type: [CountedPartEnum],
      description: 'Parts whose regression counts.',
      resolve: ({ policy }) => [...policy.parts],
    }),
    parts: t.field({ type: [PartCheckRef], description: 'Benchmarks, production and cost, in this order.', resolve: ({ parts }) => parts }),
    benchmarks: t.field({
      type: [SuiteCheckRef],
      description: 'Benchmarks that both versions were tested with, by name; at most 1,000.',
      resolve: ({ suites }) => suites,
    }),
    production: t.field({
      type: [MetricComparisonRef],
      description: 'Numbers of production beside those of the base; empty: one of the two has no message.',
      resolve: (check) => metricsOf(check, productionMetrics),
    }),
    cost: t.field({
      type: [MetricComparisonRef],
      description: 'Cost beside that of the base; empty: one of the two has no message.',
      resolve: (check) => metricsOf(check, costMetrics),
    }),
    drift: t.field({
      type: ReleaseDriftRef,
      complexity: { field: 150, multiplier: 1 },
      description: 'How messages of users and answers differ from those of the base. Costs 150 points.',
      resolve: async (check, _args, { stores, viewer }) => {
        const found = await releaseDrift(stores, viewer.workspaceId, check, new Date());
        return 'reason' in found ? { report: null, reason: found.reason } : { report: found, reason: null };
      },
    }),
  }),
});

builder.queryField('releaseCheck', (t) =>
  t.field({
    type: ReleaseCheckRef,
    authScopes: { may: 'READ' },
    complexity: { field: 40, multiplier: 1 },
    description: 'Benchmarks, production, cost and drift of a version beside its parent, or another version. Costs 40 points.',
    args: {
      versionId: t.arg.id({ required: true, description: 'Global id of the version.' }),
      againstId: t.arg.id({ description: 'Global id of the version to compare with; absent: the parent.' }),
    },
    resolve: async (_root, { versionId, againstId }, { stores, viewer }) => {
      const asked = {
        versionId: keyOfNode('ModelVersion', versionId, 'versionId'),
        againstId: againstId == null ? null : keyOfNode('ModelVersion', againstId, 'againstId'),
      };
      return unwrap(await releaseCheck(stores, viewer.workspaceId, asked));
    },
  }),
);
