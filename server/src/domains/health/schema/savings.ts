import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { checkFilter, type JobFilter } from '../../training/load/filter.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { TrainingJobFilterRef } from '../../training/schema/list.ts';
import { hoursOf } from '../pure/clock.ts';
import type { WasteCause } from '../pure/waste.ts';
import { savingsByCause, savingsByJob, savingsTotals } from '../queries.ts';
import { TrainingWasteCauseEnum } from './enums.ts';

const defaultJobs = 20;

interface Amount {
  readonly ms: number;
  readonly nanoUsd: bigint | null;
}
interface OfCause extends Amount {
  readonly cause: WasteCause;
  readonly jobCount: number;
}
interface OfJob extends Amount {
  readonly jobId: string;
}
type Totals = Awaited<ReturnType<typeof savingsTotals>>[number];
interface Savings extends Totals {
  readonly filter: JobFilter;
}

const usd = (nanoUsd: bigint | null): number | null => (nanoUsd === null ? null : usdFromNano(nanoUsd));

const CauseRef = builder.objectRef<OfCause>('TrainingSavingsByCause').implement({
  description: 'Time that training jobs used for nothing, of one cause.',
  fields: (t) => ({
    cause: t.expose('cause', { type: TrainingWasteCauseEnum, description: 'Reason why the time brought nothing.' }),
    jobCount: t.exposeInt('jobCount', { description: 'Number of jobs with this cause.' }),
    hours: t.float({ description: 'Hours that brought nothing.', resolve: ({ ms }) => hoursOf(ms) }),
    costUsd: t.float({
      nullable: true,
      description: 'Price of the hours in US dollars, of jobs whose hardware has a price; null: none has.',
      resolve: ({ nanoUsd }) => usd(nanoUsd),
    }),
  }),
});

const JobRef = builder.objectRef<OfJob>('TrainingSavingsByJob').implement({
  description: 'Time that one training job used for nothing.',
  fields: (t) => ({
    job: t.field({
      type: TrainingJobRef,
      nullable: true,
      description: 'The job, whose field "waste" has the causes; null: it was deleted meanwhile.',
      resolve: async ({ jobId }, _args, context, info) =>
        (await context.stores.prisma.trainingJob.findUnique({
          ...queryFromInfo({ context, info }),
          where: { id: jobId, workspaceId: context.viewer.workspaceId },
        } as never)) as never,
    }),
    hours: t.float({ description: 'Hours that brought nothing.', resolve: ({ ms }) => hoursOf(ms) }),
    costUsd: t.float({
      nullable: true,
      description: 'Price of the hours in US dollars; null: no price of the hardware is known.',
      resolve: ({ nanoUsd }) => usd(nanoUsd),
    }),
  }),
});

const SavingsRef = builder.objectRef<Savings>('TrainingSavings').implement({
  description: 'Hours and money that training jobs used, and the part that brought nothing, as of the last judgments.',
  fields: (t) => ({
    jobCount: t.exposeInt('jobCount', { description: 'Number of jobs that were judged.' }),
    pricedCount: t.exposeInt('pricedCount', { description: 'Number of jobs whose hardware has a price.' }),
    usedHours: t.float({ description: 'Hours that the attempts of the jobs took.', resolve: ({ ms }) => hoursOf(ms) }),
    usedUsd: t.float({
      nullable: true,
      description: 'Price of the hours in US dollars, of jobs whose hardware has a price; null: none has.',
      resolve: ({ nanoUsd }) => usd(nanoUsd),
    }),
    wastedHours: t.float({ description: 'Hours that brought nothing.', resolve: ({ wastedMs }) => hoursOf(wastedMs) }),
    wastedUsd: t.float({
      nullable: true,
      description: 'Price of the hours that brought nothing in US dollars; null: no job with a price wasted any.',
      resolve: ({ wastedNanoUsd }) => usd(wastedNanoUsd),
    }),
    efficiency: t.float({
      nullable: true,
      description: 'Share of the hours used that was not wasted, 0 to 1; null: no hours were used.',
      resolve: ({ ms, wastedMs }) => (ms > 0 ? Math.max(0, 1 - wastedMs / ms) : null),
    }),
    stoppingSavesHours: t.float({
      description: 'Hours that stopping now saves, of jobs that train and that a warning speaks against.',
      resolve: ({ stoppingMs }) => hoursOf(stoppingMs),
    }),
    stoppingSavesUsd: t.float({
      nullable: true,
      description: 'Price of the hours that stopping now saves in US dollars; null: no such job has a price.',
      resolve: ({ stoppingNanoUsd }) => usd(stoppingNanoUsd),
    }),
    byCause: t.field({
      type: [CauseRef],
      description: 'Hours that brought nothing by cause, the dearest first; one entry for each cause that occurs.',
      resolve: ({ filter }, _args, { stores, viewer }) => savingsByCause(stores.postgres, { workspaceId: viewer.workspaceId, filter }),
    }),
    jobs: t.field({
      type: [JobRef],
      description: `Jobs that wasted hours, the dearest first, then those without a price by hours. At most ${maxPageSize}.`,
      args: { first: t.arg.int({ defaultValue: defaultJobs, description: `Number of jobs, 1 to ${maxPageSize}.` }) },
      resolve: ({ filter }, { first }, { stores, viewer }) =>
        savingsByJob(stores.postgres, { workspaceId: viewer.workspaceId, filter, limit: first ?? defaultJobs }),
    }),
  }),
});

builder.queryField('trainingSavings', (t) =>
  t.field({
    type: SavingsRef,
    authScopes: { may: 'READ' },
    description: 'Hours and money that training jobs of the workspace used, and the part that could have been saved, by cause and by job.',
    args: { filter: t.arg({ type: TrainingJobFilterRef, description: 'Jobs to include; absent: all.' }) },
    resolve: async (_root, args, { stores, viewer }) => {
      const filter = unwrap(checkFilter(args.filter), 'filter');
      const [totals] = await savingsTotals(stores.postgres, { workspaceId: viewer.workspaceId, filter });
      return { ...(totals as Totals), filter };
    },
  }),
);
