import { builder } from '../../../platform/graphql/builder.ts';
import type { TrainingHealth } from '../../../platform/store/prisma/generated/client.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import '../../training/schema.ts';
import { usedMsOf } from '../loaders.ts';
import { hoursOf, nanoUsdOf } from '../pure/clock.ts';
import type { Overtraining } from '../pure/overtraining.ts';
import { TrainingWarningKindEnum, TrainingWasteCauseEnum } from './enums.ts';

builder.prismaObject('TrainingWarning', {
  description: 'Something that goes wrong in a training job: raised once, kept up to date while it holds, then cleared.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TrainingWarningKindEnum, description: 'What goes wrong.' }),
    beganAtStep: t.expose('beganAtStep', {
      type: 'Step',
      description: 'Step at which the problem began; of overfitting, the step of the best evaluation.',
    }),
    message: t.exposeString('message', { description: 'What happened, with its numbers.' }),
    advice: t.exposeString('advice', { description: 'What can be done about the problem.' }),
    evidence: t.expose('evidence', {
      type: 'JSON',
      description: 'What was seen: numbers by name; names of metrics, and values that are not finite, as text.',
    }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'Time when the problem was found.' }),
    clearedAt: t.expose('clearedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the warning no longer held; null: it holds.',
    }),
  }),
});

const ScoresRef = builder.objectRef<TrainingHealth>('TrainingScores').implement({
  description: 'Scores of a training job, each 0 to 1. Formulas: docs/training-health.md.',
  fields: (t) => ({
    overfitting: t.exposeFloat('overfittingScore', {
      nullable: true,
      description: 'Share of the last loss on held-out data that is above the best: 0 none; null: nothing was evaluated.',
    }),
    convergence: t.exposeFloat('convergenceScore', {
      nullable: true,
      description: 'Share of the gain that was there, on average over the steps: 1 at once, 0.5 evenly, 0 never; null: too few points.',
    }),
    stability: t.exposeFloat('stabilityScore', {
      nullable: true,
      description: 'Calm of the curves: 1 without noise, spikes and values that are not finite; null: too few points.',
    }),
    generalisation: t.exposeFloat('generalisationScore', {
      nullable: true,
      description: 'Training loss as a share of the loss on held-out data, 1 where that is no worse; null: one of them is not logged.',
    }),
    efficiency: t.exposeFloat('efficiencyScore', {
      nullable: true,
      description: 'Share of the time used that was not wasted; null: no time was used.',
    }),
  }),
});

const noHealth: Omit<TrainingHealth, 'jobId' | 'workspaceId'> = {
  dueAt: null,
  judgedAt: null,
  overfittingScore: null,
  convergenceScore: null,
  stabilityScore: null,
  generalisationScore: null,
  efficiencyScore: null,
  overtraining: null,
  usedMs: 0n,
  stoppingSavesMs: null,
};

interface PricedOvertraining extends Overtraining {
  readonly usedMs: number;
  readonly hourlyNanoUsd: bigint | null;
}

const OvertrainingRef = builder.objectRef<PricedOvertraining>('TrainingOvertraining').implement({
  description:
    'Whether the best evaluation of a training job came early: before 70 % of more than 10 evaluations. An evaluation stands for an epoch.',
  fields: (t) => ({
    isOvertrained: t.exposeBoolean('isOvertrained', { description: 'Whether the best evaluation came early.' }),
    bestEpoch: t.exposeInt('bestEpoch', { description: 'Place of the best evaluation, from 0.' }),
    totalEpochs: t.exposeInt('totalEpochs', { description: 'Number of evaluations.' }),
    wastedEpochs: t.exposeInt('wastedEpochs', {
      description: 'Evaluations less the place of the best; 0 where the job is not overtrained.',
    }),
    wastedHours: t.float({
      description: 'Hours used, times the share of wasted epochs.',
      resolve: ({ usedMs, wastedShare }) => hoursOf(usedMs * wastedShare),
    }),
    wastedUsd: t.float({
      nullable: true,
      description: 'Price of the wasted hours in US dollars; null: no price of the hardware is known.',
      resolve: ({ usedMs, wastedShare, hourlyNanoUsd }) => usdOf(usedMs * wastedShare, hourlyNanoUsd),
    }),
  }),
});

builder.prismaObject('TrainingWaste', {
  description: 'Time that a training job used for nothing, by cause. No time counts twice.',
  fields: (t) => ({
    cause: t.expose('cause', { type: TrainingWasteCauseEnum, description: 'Reason why the time brought nothing.' }),
    hours: t.float({ description: 'Hours that brought nothing.', select: { ms: true }, resolve: ({ ms }) => hoursOf(Number(ms)) }),
    costUsd: t.float({
      nullable: true,
      description: 'Price of the hours in US dollars; null: no price of the hardware is known.',
      select: { ms: true, job: { select: { hourlyNanoUsd: true } } },
      resolve: ({ ms, job }) => usdOf(Number(ms), job.hourlyNanoUsd),
    }),
    fromStep: t.expose('fromStep', { type: 'Step', nullable: true, description: 'Step from which the time counts; null: here and there.' }),
    epochs: t.exposeFloat('epochs', {
      nullable: true,
      description: 'Epochs that brought nothing; null: not known, or no matter of the cause.',
    }),
    message: t.exposeString('message', { description: 'What brought nothing, with its numbers.' }),
  }),
});

const usdOf = (ms: number, hourlyNanoUsd: bigint | null): number | null => {
  const nanoUsd = nanoUsdOf(ms, hourlyNanoUsd);
  return nanoUsd === null ? null : usdFromNano(nanoUsd);
};

builder.prismaObjectFields('TrainingJob', (t) => ({
  warnings: t.relation('warnings', {
    args: {
      includeCleared: t.arg.boolean({ defaultValue: false, description: 'Whether warnings that no longer hold are listed, too.' }),
    },
    description: 'Warnings of the job in the order of the steps at which the problems began, at most 200.',
    query: ({ includeCleared }) => ({
      ...(includeCleared === true ? {} : { where: { clearedAt: null } }),
      orderBy: [{ beganAtStep: 'asc' as const }, { raisedAt: 'asc' as const }, { kind: 'asc' as const }],
      take: 200,
    }),
  }),
  scores: t.field({
    type: ScoresRef,
    description: 'Scores of the job at its last judgment, which follows its points by some seconds.',
    select: { id: true, workspaceId: true, health: true },
    resolve: ({ id, workspaceId, health }) => health ?? { ...noHealth, jobId: id, workspaceId },
  }),
  overtraining: t.field({
    type: OvertrainingRef,
    nullable: true,
    description: 'Overtraining of the job at its last judgment; null: it has no evaluation of its loss.',
    select: { health: true, hourlyNanoUsd: true },
    resolve: ({ health, hourlyNanoUsd }) => {
      const overtraining = (health?.overtraining ?? null) as Overtraining | null;
      return overtraining === null ? null : { ...overtraining, usedMs: Number(health?.usedMs ?? 0n), hourlyNanoUsd };
    },
  }),
  waste: t.relation('waste', {
    description: 'Time that the job used for nothing, at most one entry of each cause, the longest first.',
    query: { orderBy: { ms: 'desc' } },
  }),
  costUsd: t.float({
    nullable: true,
    description:
      'Price of the time of all attempts until now in US dollars; null: no price of the hardware is known, or the job has not begun.',
    select: { id: true, hourlyNanoUsd: true },
    resolve: async ({ id, hourlyNanoUsd }, _args, context) => {
      const usedMs = await usedMsOf(context).load(id);
      return usedMs === null ? null : usdOf(usedMs, hourlyNanoUsd);
    },
  }),
  stoppingSavesHours: t.float({
    nullable: true,
    description:
      'Hours until the planned end that stopping the job now saves; null: no warning speaks for stopping, or the end is not known.',
    select: { health: true },
    resolve: ({ health }) => savedHours(health),
  }),
  stoppingSavesUsd: t.float({
    nullable: true,
    description:
      'Price of the hours that stopping the job now saves in US dollars; null: there are none, or no price of the hardware is known.',
    select: { health: true, hourlyNanoUsd: true },
    resolve: ({ health, hourlyNanoUsd }) => {
      const hours = savedHours(health);
      return hours === null ? null : usdOf(hours * 3_600_000, hourlyNanoUsd);
    },
  }),
}));

const savedHours = (health: TrainingHealth | null): number | null =>
  health === null || health.stoppingSavesMs === null ? null : hoursOf(Number(health.stoppingSavesMs));
