import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { DatasetVersionRef } from '../../datasets/schema/version.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { stepKinds, type LoopSettings } from '../types.ts';
import {
  LoopCorrectionEnum,
  LoopItemKindEnum,
  LoopItemStateEnum,
  LoopMatchingEnum,
  LoopOutcomeEnum,
  LoopStatusEnum,
  LoopStepKindEnum,
} from './enums.ts';
import { LoopItemConnection, LoopItemRef } from './item.ts';
import { linksOf } from './links.ts';
import { LoopStepRef, LoopVerdictRef, verdictIn } from './step.ts';

const format = 'loopItems';
const cursorOf = ({ id }: { readonly id: bigint }): string => encodeCursor(format, String(id));
function placeOf(cursor: string, argument: CursorArgument): bigint {
  const [id] = decodeCursor(format, 1, cursor, argument);
  if (typeof id !== 'string' || !/^\d{1,18}$/.test(id)) throw badCursor(argument);
  return BigInt(id);
}

const settingsOf = (settings: unknown): LoopSettings => settings as LoopSettings;

const LoopSettingsRef = builder.objectRef<LoopSettings>('LoopSettings').implement({
  description: 'Settings that a loop was started with.',
  fields: (t) => ({
    maxFailures: t.exposeInt('maxFailures', { description: 'Largest number of failed answers.' }),
    controlCount: t.exposeInt('controlCount', { description: 'Largest number of answers of the control sample.' }),
    rehearsalShare: t.exposeFloat('rehearsalShare', { description: 'Share of the control sample that is trained on.' }),
    heldOutShare: t.exposeFloat('heldOutShare', { description: 'Share of the failed prompts that is held out from training.' }),
    seed: t.exposeInt('seed', { description: 'Seed of the samples.' }),
    matching: t.expose('matching', { type: LoopMatchingEnum, description: 'Comparison of new answers with expected ones.' }),
  }),
});

export const LoopRef = builder.prismaNode('Loop', {
  id: { field: 'id' },
  nullable: true,
  description: 'The line from failed answers to a model that no longer fails on them, step by step.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true, workspaceId: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the loop.' }),
    status: t.expose('status', { type: LoopStatusEnum, description: 'State of the loop.' }),
    step: t.expose('step', { type: LoopStepKindEnum, description: 'Step at which the loop is.' }),
    filter: t.expose('filter', { type: 'JSON', description: 'Filter of the failed answers, in the form of AnalyticsFilter.' }),
    settings: t.field({
      type: LoopSettingsRef,
      description: 'Settings of the loop.',
      select: { settings: true },
      resolve: ({ settings }) => settingsOf(settings),
    }),
    proposer: t.exposeString('proposer', {
      nullable: true,
      description: 'Model that proposes corrections, "connection/model"; null: none.',
    }),
    steps: t.field({
      type: [LoopStepRef],
      description: 'Steps of the loop in their order, nine.',
      select: { steps: true, datasetVersionId: true, jobId: true, modelId: true, evaluationRunId: true },
      resolve: async ({ steps, ...loop }, _args, { stores }) => {
        const links = await linksOf(stores, loop);
        return steps
          .toSorted((one, other) => stepKinds.indexOf(one.kind) - stepKinds.indexOf(other.kind))
          .map((step) => ({ ...step, link: links[step.kind] ?? null }));
      },
    }),
    verdict: t.field({
      type: LoopVerdictRef,
      nullable: true,
      description: 'Verdict of the loop; null: there is none yet.',
      select: { steps: true },
      resolve: ({ steps }) => verdictIn(steps),
    }),
    datasetVersion: t.prismaField({
      type: DatasetVersionRef,
      nullable: true,
      description: 'Dataset version of the loop; null: there is none.',
      select: { datasetVersionId: true, workspaceId: true },
      resolve: (query, { datasetVersionId, workspaceId }, _args, { stores }) =>
        datasetVersionId === null
          ? null
          : stores.prisma.datasetVersion.findUnique({ ...query, where: { id: datasetVersionId, workspaceId } }),
    }),
    job: t.prismaField({
      type: TrainingJobRef,
      nullable: true,
      description: 'Training job of the loop; null: there is none.',
      select: { jobId: true, workspaceId: true },
      resolve: (query, { jobId, workspaceId }, _args, { stores }) =>
        jobId === null ? null : stores.prisma.trainingJob.findUnique({ ...query, where: { id: jobId, workspaceId } }),
    }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description: 'Name of the person who started the loop; null: an API key, or a local caller.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the loop was started.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change of step or state.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the loop ended; null: it has not.' }),
    items: t.connection(
      {
        type: LoopItemRef,
        description: 'Answers of the loop: failed ones first, then those of the control sample; at most 200 a page.',
        args: {
          kind: t.arg({ type: LoopItemKindEnum, description: 'Only items of this kind; absent: all.' }),
          state: t.arg({ type: LoopItemStateEnum, description: 'Only items in this state; absent: OPEN.' }),
          outcome: t.arg({ type: LoopOutcomeEnum, description: 'Only items with this outcome; absent: all.' }),
          correction: t.arg({ type: LoopCorrectionEnum, description: 'Only items corrected this way; absent: all.' }),
          isCorrected: t.arg.boolean({ description: 'true: only failed items with an expected answer; false: only those without one.' }),
        },
        resolve: async ({ id, workspaceId }, { kind, state, outcome, correction, isCorrected, ...args }, { stores }) => {
          const where: Prisma.LoopItemWhereInput = {
            loopId: id,
            workspaceId,
            state: state ?? 'OPEN',
            ...(kind && { kind }),
            ...(outcome && { outcome }),
            ...(correction && { correction }),
            ...(typeof isCorrected === 'boolean' && { kind: 'FAILURE', expectedAnswer: isCorrected ? { not: null } : null }),
          };
          return resolveCursorConnection(
            { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
            async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
              const ends = endsOf({ after, before }, placeOf);
              return stores.prisma.loopItem.findMany({
                where: {
                  ...where,
                  id: { ...(ends.after !== null && { gt: ends.after }), ...(ends.before !== null && { lt: ends.before }) },
                },
                orderBy: { id: inverted ? 'desc' : 'asc' },
                take: limit,
              });
            },
          ) as never;
        },
      },
      LoopItemConnection,
    ),
  }),
});

builder.prismaObjectField('Loop', 'lastChange', (t) => t.field(lastChangeField('Loop', 'loop', ({ id }) => id)));
