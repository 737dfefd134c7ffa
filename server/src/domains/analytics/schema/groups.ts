import { builder } from '../../../platform/graphql/builder.ts';
import { TrainingMethod } from '../../models/schema.ts';
import type { SessionOverview } from '../sessions.ts';
import type { Overview } from '../overview.ts';
import { experimentKey, providerKey, variantKey } from '../pure/dimensions.ts';
import {
  methodKeyOf,
  type MethodOverview,
  type ModelOverview,
  type ModelSeries,
  type OverviewBucket,
  type ProviderOverview,
  type Report,
  type VariantOverview,
} from '../report.ts';
import { rateLimits } from '../conversations.ts';
import { RateLimitsRef } from './conversations.ts';
import { OverviewNumbersRef } from './numbers.ts';

const interfaces = [OverviewNumbersRef];

export const OverviewRef = builder.objectRef<Overview>('Overview').implement({
  interfaces,
  description: 'Numbers of all messages that the filter selects.',
});

export const OverviewBucketRef = builder.objectRef<OverviewBucket>('OverviewBucket').implement({
  interfaces,
  description: 'Numbers of one interval of time, in UTC.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'Start of the bucket; the bucket ends where the next of its length starts.',
    }),
    isPartial: t.exposeBoolean('isPartial', {
      description: 'Whether the bucket is incomplete: the time range cuts the bucket, or its interval has not ended.',
    }),
  }),
});

export const ModelSeriesRef = builder.objectRef<ModelSeries & { previous: () => Promise<OverviewBucket[]> }>('ModelSeries').implement({
  description: 'Numbers of one model over time.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Name of the model, or "other" for all other models together.' }),
    buckets: t.field({
      type: [OverviewBucketRef],
      description: 'Numbers of each bucket, oldest first; buckets without messages are absent.',
      resolve: ({ buckets }) => [...buckets],
    }),
    previous: t.field({
      type: [OverviewBucketRef],
      description:
        'Numbers of the same model in the period of `compareWith`, by default the previous one, in buckets of that period, oldest first; empty without `from` and `to`.',
      resolve: ({ previous }) => previous(),
    }),
  }),
});

export const ModelOverviewRef = builder.objectRef<ModelOverview & { report: Report }>('ModelOverview').implement({
  interfaces,
  description: 'Numbers of one model.',
  fields: (t) => ({
    model: t.exposeString('model', { nullable: true, description: 'Name of the model; null: messages that name none.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Provider of the model in the list of models; null: not known.' }),
    trainingMethod: t.expose('trainingMethod', {
      type: TrainingMethod,
      nullable: true,
      description: 'Training method of the model in the list of models; null: not entered.',
    }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        'Numbers of the same model in the period of `compareWith`, by default that of equal length just before; null without `from` and `to`.',
      resolve: ({ report, model }) => report.previousOfModel(model),
    }),
    series: t.field({
      type: [OverviewBucketRef],
      description:
        'Numbers of the model over time, in buckets of the automatic interval, oldest first; buckets without messages are absent.',
      resolve: ({ report, model }) => report.seriesOfModel(model),
    }),
  }),
});

export const ProviderOverviewRef = builder.objectRef<ProviderOverview & { report: Report }>('ProviderOverview').implement({
  interfaces,
  description: 'Numbers of one provider.',
  fields: (t) => ({
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'The provider that the messages name; null: those that name none.',
    }),
    series: t.field({
      type: [OverviewBucketRef],
      description:
        'Numbers of the provider over time (errors, latency …), in buckets of the automatic interval, oldest first; buckets without messages are absent.',
      resolve: ({ report, provider }) => report.seriesOf(providerKey, provider),
    }),
    previousSeries: t.field({
      type: [OverviewBucketRef],
      description:
        'Numbers of the provider in the period of `compareWith` over time, by default the previous one, in buckets of that period, oldest first; empty without `from` and `to`.',
      resolve: ({ report, provider }) => report.seriesOf(providerKey, provider, 'previous'),
    }),
    rateLimits: t.field({
      type: RateLimitsRef,
      description: 'Messages of the provider that ended in a limit of rate.',
      resolve: async ({ report, provider }) => ({ ...(await rateLimits(report, provider)), of: { report, provider } }),
    }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        'Numbers of the same provider in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: ({ report, provider }) => report.previousOf([providerKey], [provider]),
    }),
  }),
});

export const SessionOverviewRef = builder.objectRef<SessionOverview>('SessionOverview').implement({
  interfaces,
  description: 'Numbers of one session.',
  fields: (t) => ({
    sessionId: t.exposeString('sessionId', { description: 'Id of the session.' }),
    experimentName: t.exposeString('experimentName', {
      nullable: true,
      description: 'Experiment of the session; null: its messages name none, or several.',
    }),
    variant: t.exposeString('variant', {
      nullable: true,
      description: 'Variant of the session; null: its messages name none, or several.',
    }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description: 'Numbers of the same session in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: ({ previous }) => previous(),
    }),
  }),
});

export const VariantOverviewRef = builder.objectRef<VariantOverview & { report: Report }>('VariantOverview').implement({
  interfaces,
  description: 'Numbers of one variant of an experiment.',
  fields: (t) => ({
    experimentName: t.exposeString('experimentName', { nullable: true, description: 'The experiment; null: messages that name none.' }),
    variant: t.exposeString('variant', { nullable: true, description: 'The variant; null: messages that name none.' }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description: 'Numbers of the same variant in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: ({ report, experimentName, variant }) => report.previousOf([experimentKey, variantKey], [experimentName, variant]),
    }),
  }),
});

export const MethodOverviewRef = builder.objectRef<MethodOverview & { report: Report }>('MethodOverview').implement({
  interfaces,
  description: 'Numbers of all models of one training method.',
  fields: (t) => ({
    trainingMethod: t.expose('trainingMethod', {
      type: TrainingMethod,
      nullable: true,
      description: 'Training method of the models; null: models without one in the list of models.',
    }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        'Numbers of the same training method in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: ({ report, trainingMethod }) => report.previousOf([methodKeyOf(report.scope.models)], [trainingMethod]),
    }),
  }),
});
