import { builder } from '../../../platform/graphql/builder.ts';
import type { LoopStep } from '../../../platform/store/prisma/generated/client.ts';
import { measuredShare, verdictOf, type MeasuredShare, type Verdict } from '../pure/verdict.ts';
import { stepSentence, verdictSentence } from '../pure/words.ts';
import type { StepDetails, StepKind } from '../types.ts';
import { LoopMeaningEnum, LoopStepKindEnum, LoopStepStateEnum } from './enums.ts';

/** A step with the page of what it has made; null: it has none. */
export type ShownStep = LoopStep & { readonly link: string | null };

const counted = ({ kind, count, outOf, details }: ShownStep) => ({ kind, count, outOf, details: details as StepDetails });

/** Steps whose count is a share of something. Of UNIQUE and CORRECTED it is no sample, and has no interval. */
const shared: ReadonlySet<StepKind> = new Set(['UNIQUE', 'CORRECTED', 'TRAINING', 'REPLAY', 'VERDICT']);
const sampled: ReadonlySet<StepKind> = new Set(['VERDICT']);

const shareOf = (step: ShownStep): MeasuredShare | null =>
  shared.has(step.kind) && step.count !== null && step.outOf !== null && step.outOf > 0
    ? measuredShare({ count: step.count, outOf: step.outOf })
    : null;

export const LoopStepRef = builder.objectRef<ShownStep>('LoopStep').implement({
  description: 'A step of a loop, with what it has led to.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LoopStepKindEnum, description: 'Kind of the step.' }),
    state: t.expose('state', { type: LoopStepStateEnum, description: 'State of the step.' }),
    count: t.exposeInt('count', {
      nullable: true,
      description:
        'Number that the step leads to: prompts, rows, steps of the training, the version of the model, answers; of VERDICT prompts that are fixed. Null: none yet.',
    }),
    outOf: t.exposeInt('outOf', { nullable: true, description: 'Number that the count is a part of; null: of none.' }),
    share: t.float({
      nullable: true,
      description: 'Count as a share of outOf, 0 to 1; null: it is a part of nothing.',
      resolve: (step) => shareOf(step)?.share ?? null,
    }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval of the share (Wilson); null: the step measures no share.',
      resolve: (step) => (sampled.has(step.kind) ? (shareOf(step)?.interval?.low ?? null) : null),
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of the share (Wilson); null: the step measures no share.',
      resolve: (step) => (sampled.has(step.kind) ? (shareOf(step)?.interval?.high ?? null) : null),
    }),
    sentence: t.string({
      nullable: true,
      description: 'Result of the step in words; null: none yet.',
      resolve: (step) => stepSentence(counted(step)),
    }),
    link: t.exposeString('link', {
      nullable: true,
      description: 'Path of the dashboard to what the step has made, such as /training/…; null: it has no page, or is deleted.',
    }),
    error: t.exposeString('error', { nullable: true, description: 'Reason why the step has failed, or waits; null: none.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'Time when the step began; null: it has not.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'Time when the step ended; null: it has not.' }),
  }),
});

const LoopShareRef = builder.objectRef<MeasuredShare>('LoopShare').implement({
  description: 'A share of prompts with its 95 % interval (Wilson).',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Number of prompts that are counted.' }),
    outOf: t.exposeInt('outOf', { description: 'Number of prompts that were replayed.' }),
    share: t.exposeFloat('share', { nullable: true, description: 'Count as a share of outOf, 0 to 1; null: no prompt was replayed.' }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the interval; null: no prompt was replayed.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the interval; null: no prompt was replayed.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
  }),
});

export const LoopVerdictRef = builder.objectRef<Verdict>('LoopVerdict').implement({
  description: 'What the new model does with the prompts that failed, and with those of the control sample.',
  fields: (t) => ({
    fixed: t.field({ type: LoopShareRef, description: 'Failed prompts that are answered as expected.', resolve: ({ fixed }) => fixed }),
    fixedHeldOut: t.field({
      type: LoopShareRef,
      description: 'Failed prompts that are answered as expected, of those that were held out from training.',
      resolve: ({ fixedHeldOut }) => fixedHeldOut,
    }),
    broke: t.field({
      type: LoopShareRef,
      description: 'Prompts of the control sample that are no longer answered as before; without those that were trained on.',
      resolve: ({ broke }) => broke,
    }),
    pValue: t.exposeFloat('pValue', {
      description:
        "P value of McNemar's exact test, two-sided: prompts that became right against prompts that became wrong, among those that were not trained on.",
    }),
    meaning: t.expose('meaning', { type: LoopMeaningEnum, description: 'Direction of the verdict.' }),
    sentence: t.string({ description: 'Verdict in words.', resolve: verdictSentence }),
  }),
});

/** The verdict of the steps of a loop; null: there is none yet. */
export function verdictIn(steps: readonly LoopStep[]): Verdict | null {
  const details = steps.find(({ kind }) => kind === 'VERDICT')?.details as StepDetails | undefined;
  return details?.verdict === undefined ? null : verdictOf(details.verdict);
}
