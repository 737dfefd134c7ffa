import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound, unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { assertCohort } from '../../analytics/load.ts';
import { deleteLoop, replayLoop, resumeLoop, stopLoop } from '../commands/control.ts';
import { acceptCorrections, correctItems, proposeCorrections } from '../commands/corrections.ts';
import { buildLoopDataset } from '../commands/dataset.ts';
import { startLoop } from '../commands/start.ts';
import { attachModel, replayWith, startLoopTraining } from '../commands/training.ts';
import { BadLoop } from '../errors.ts';
import {
  AcceptCorrectionsInput,
  AttachLoopModelInput,
  BuildLoopDatasetInput,
  CorrectLoopItemsInput,
  ProposeCorrectionsInput,
  ReplayLoopInput,
  StartLoopInput,
  StartLoopTrainingInput,
} from './input.ts';
import { LoopRef } from './loop.ts';

const keyOf = (id: string | number): string => keyOfNode('Loop', String(id), 'input.id');

async function loopAt(query: object, { stores, viewer }: Context, id: string) {
  const loop = await stores.prisma.loop.findUnique({ ...query, where: { id, workspaceId: viewer.workspaceId } });
  if (loop === null) throw new NotFound('Loop', id);
  return loop;
}

const replayed = (context: Context, id: string, model: string | null) =>
  model === null ? replayLoop(context, id, new Date()) : replayWith(context, id, model, new Date());

builder.mutationFields((t) => ({
  startLoop: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Begins a loop over failed answers, and returns it: the server selects them, leaves duplicates out and masks them in the background.',
    args: { input: t.arg({ type: StartLoopInput, required: true, description: 'The loop to start.' }) },
    resolve: async (query, _root, { input }, context) => {
      await assertCohort(context.stores.postgres, context.viewer.workspaceId, input.filter, 'input.filter');
      return loopAt(query, context, unwrap(await startLoop(context, input, new Date()), 'input'));
    },
  }),
  correctLoopItems: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Stores expected answers of failed prompts, or leaves prompts out, and returns the loop. A dataset version that is there stays as it is.',
    args: { input: t.arg({ type: CorrectLoopItemsInput, required: true, description: 'The expected answers.' }) },
    resolve: async (query, _root, { input }, context) => {
      const items = input.items.map(({ loopItemId, expectedAnswer }, at) => ({
        loopItemId: keyOfNode('LoopItem', loopItemId, `input.items[${at}].loopItemId`),
        expectedAnswer: expectedAnswer ?? null,
      }));
      return loopAt(query, context, unwrap(await correctItems(context, keyOf(input.id), items, new Date()), 'input'));
    },
  }),
  proposeCorrections: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Has a connected model propose expected answers for all failed prompts without one, in the background, and returns the loop. A proposal counts once a person accepts it. Calls count for the viewer’s budget.',
    args: { input: t.arg({ type: ProposeCorrectionsInput, required: true, description: 'The model to ask.' }) },
    resolve: async (query, _root, { input }, context) =>
      loopAt(query, context, unwrap(await proposeCorrections(context, keyOf(input.id), input.model, new Date()), 'input')),
  }),
  acceptCorrections: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Takes proposed answers as expected ones, and returns the loop.',
    args: { input: t.arg({ type: AcceptCorrectionsInput, required: true, description: 'The proposals to accept.' }) },
    resolve: async (query, _root, { input }, context) => {
      const loopItemIds = (input.loopItemIds ?? []).map((id, at) => keyOfNode('LoopItem', id, `input.loopItemIds[${at}]`));
      return loopAt(query, context, unwrap(await acceptCorrections(context, keyOf(input.id), loopItemIds, new Date()), 'input'));
    },
  }),
  buildLoopDataset: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Makes a dataset version of the corrected prompts and the control sample, and returns the loop. Splits: train, held_out, control. Built again, training and replay begin again.',
    args: { input: t.arg({ type: BuildLoopDatasetInput, required: true, description: 'The dataset version to make.' }) },
    resolve: async (query, _root, { input }, context) => {
      const wish = {
        id: keyOf(input.id),
        datasetName: input.datasetName ?? null,
      };
      return loopAt(query, context, unwrap(await buildLoopDataset(context, wish, new Date()), 'input'));
    },
  }),
  startLoopTraining: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Puts a training job on the dataset version of a loop into the queue of runners, and returns the loop.',
    args: { input: t.arg({ type: StartLoopTrainingInput, required: true, description: 'The training to start.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { parameters } = input;
      if (parameters !== null && parameters !== undefined && (typeof parameters !== 'object' || Array.isArray(parameters)))
        throw new BadLoop('input.parameters', 'is no JSON object; an object of parameters by name is taken');
      const wish = {
        id: keyOf(input.id),
        configurationId: keyOfNode('TrainingConfiguration', input.configurationId, 'input.configurationId'),
        name: input.name ?? null,
        outputModel: input.outputModel ?? null,
        parameters: (parameters ?? null) as Readonly<Record<string, unknown>> | null,
      };
      return loopAt(query, context, unwrap(await startLoopTraining(context, wish, new Date()), 'input'));
    },
  }),
  attachLoopModel: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Has a loop go on with a model that was trained elsewhere, and returns the loop.',
    args: { input: t.arg({ type: AttachLoopModelInput, required: true, description: 'The model to attach.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { id, jobId, model } = input;
      const given = { jobId: typeof jobId === 'string' ? keyOfNode('TrainingJob', jobId, 'input.jobId') : null, model: model ?? null };
      return loopAt(query, context, unwrap(await attachModel(context, keyOf(id), given, new Date()), 'input'));
    },
  }),
  replayLoop: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Takes the answers of the new model to the prompts once more, and returns the loop.',
    args: { input: t.arg({ type: ReplayLoopInput, required: true, description: 'The replay to make.' }) },
    resolve: async (query, _root, { input }, context) =>
      loopAt(query, context, unwrap(await replayed(context, keyOf(input.id), input.model ?? null), 'input')),
  }),
  stopLoop: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Stops a loop at its step, and returns it. A training job that runs goes on.',
    args: { id: t.arg.globalID({ required: true, for: LoopRef, description: 'Global id of the loop.' }) },
    resolve: async (query, _root, { id }, context) => loopAt(query, context, unwrap(await stopLoop(context, uuidKey(id.id), new Date()))),
  }),
  resumeLoop: t.prismaField({
    type: LoopRef,
    authScopes: { may: 'TRAIN' },
    description: 'Goes on with a loop that was stopped or has failed, from its step, and returns it.',
    args: { id: t.arg.globalID({ required: true, for: LoopRef, description: 'Global id of the loop.' }) },
    resolve: async (query, _root, { id }, context) => loopAt(query, context, unwrap(await resumeLoop(context, uuidKey(id.id), new Date()))),
  }),
  deleteLoop: t.globalID({
    authScopes: { may: 'TRAIN' },
    description: 'Deletes a loop with its items, and returns its id. Its dataset, its training job and its model stay.',
    args: { id: t.arg.globalID({ required: true, for: LoopRef, description: 'Global id of the loop.' }) },
    resolve: async (_root, { id }, context) => ({ type: LoopRef, id: unwrap(await deleteLoop(context, uuidKey(id.id))) }),
  }),
}));
