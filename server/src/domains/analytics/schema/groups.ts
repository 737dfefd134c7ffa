import { builder } from '../../../platform/graphql/builder.ts';
import { TrainingMethod } from '../../models/schema.ts';
import type { SessionOverview } from '../details.ts';
import type { Overview } from '../overview.ts';
import type { MethodOverview, ModelOverview, ModelSeries, OverviewBucket, ProviderOverview, Report, VariantOverview } from '../report.ts';
import { OverviewNumbersRef } from './numbers.ts';

const interfaces = [OverviewNumbersRef];

export const OverviewRef = builder.objectRef<Overview>('Overview').implement({
  interfaces,
  description: 'The numbers of all messages that the filter names.',
});

export const OverviewBucketRef = builder.objectRef<OverviewBucket>('OverviewBucket').implement({
  interfaces,
  description: 'The numbers of one stretch of time, in UTC.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it starts; it ends where the next of its length would start.' }),
    isPartial: t.exposeBoolean('isPartial', { description: 'Whether it does not hold all it could: the time range cuts it, or it is still running.' }),
  }),
});

export const ModelSeriesRef = builder.objectRef<ModelSeries>('ModelSeries').implement({
  description: 'One model over time.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'The model, or "other" for all that are left.' }),
    buckets: t.field({ type: [OverviewBucketRef], description: 'Oldest first; silent ones are absent.', resolve: ({ buckets }) => [...buckets] }),
  }),
});

export const ModelOverviewRef = builder.objectRef<ModelOverview & { report: Report }>('ModelOverview').implement({
  interfaces,
  description: 'The numbers of one model.',
  fields: (t) => ({
    model: t.exposeString('model', { nullable: true, description: 'The model; null: messages that name none.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Its provider, as the list of models says; null: not said.' }),
    trainingMethod: t.expose('trainingMethod', { type: TrainingMethod, nullable: true, description: 'How it came to be, as the list of models says; null: not said.' }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description: 'The same model in the period of equal length just before; null without from and to.',
      resolve: ({ report, model }) => report.previousOfModel(model),
    }),
    series: t.field({
      type: [OverviewBucketRef],
      description: 'The model over time, in buckets of the automatic interval, oldest first; silent ones are absent.',
      resolve: ({ report, model }) => report.seriesOfModel(model),
    }),
  }),
});

export const ProviderOverviewRef = builder.objectRef<ProviderOverview>('ProviderOverview').implement({
  interfaces,
  description: 'The numbers of one provider.',
  fields: (t) => ({
    provider: t.exposeString('provider', { nullable: true, description: 'The provider that the messages name; null: those that name none.' }),
  }),
});

export const SessionOverviewRef = builder.objectRef<SessionOverview>('SessionOverview').implement({
  interfaces,
  description: 'The numbers of one session.',
  fields: (t) => ({
    sessionId: t.exposeString('sessionId', { description: 'The session.' }),
    experimentName: t.exposeString('experimentName', { nullable: true, description: 'Its experiment; null: its messages name none, or several.' }),
    variant: t.exposeString('variant', { nullable: true, description: 'Its variant; null: its messages name none, or several.' }),
  }),
});

export const VariantOverviewRef = builder.objectRef<VariantOverview>('VariantOverview').implement({
  interfaces,
  description: 'The numbers of one variant of an experiment.',
  fields: (t) => ({
    experimentName: t.exposeString('experimentName', { nullable: true, description: 'The experiment; null: messages that name none.' }),
    variant: t.exposeString('variant', { nullable: true, description: 'The variant; null: messages that name none.' }),
  }),
});

export const MethodOverviewRef = builder.objectRef<MethodOverview>('MethodOverview').implement({
  interfaces,
  description: 'The numbers of all models of one training method.',
  fields: (t) => ({
    trainingMethod: t.expose('trainingMethod', { type: TrainingMethod, nullable: true, description: 'The training method; null: models of which the list of models does not say it.' }),
  }),
});
