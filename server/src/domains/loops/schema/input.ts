import { builder } from '../../../platform/graphql/builder.ts';
import { listField } from '../../../platform/graphql/limits/lists.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { MaskingKindRef } from '../../policies/schema.ts';
import { defaults } from '../ingest.ts';
import { maxAnswerLength, maxCorrections, maxNameLength, mostControls, mostFailures } from '../types.ts';
import { LoopMatchingEnum } from './enums.ts';

const loopId = 'Global id of the loop.';

export const StartLoopInput = builder.inputType('StartLoopInput', {
  description: 'A loop to start over failed answers.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the loop, 1 to ${maxNameLength} characters.` }),
    filter: t.field({
      type: AnalyticsFilterRef,
      required: true,
      description:
        'Filter of the failed answers, such as { judgedPoorly: true }. The control sample is by the same filter without verdicts, ratings, failure tags and errors, of answers that succeeded.',
    }),
    maxFailures: t.int({
      description: `Largest number of failed answers, the newest, 1 to ${mostFailures}; absent: ${defaults.maxFailures}.`,
    }),
    controlCount: t.int({
      description: `Largest number of answers of the control sample, 0 to ${mostControls}; absent: ${defaults.controlCount}.`,
    }),
    rehearsalShare: t.float({
      description: `Share of the control sample that is trained on, so that the model keeps what it knows, 0 to 0.9; absent: ${defaults.rehearsalShare}.`,
    }),
    heldOutShare: t.float({
      description: `Share of the failed prompts that is held out from training, 0 to 0.9; absent: ${defaults.heldOutShare}.`,
    }),
    seed: t.int({ description: `Seed of the samples, 0 to 2147483647: the same seed draws the same; absent: ${defaults.seed}.` }),
    matching: t.field({ type: LoopMatchingEnum, description: 'Comparison of new answers with expected ones; absent: EQUAL.' }),
    maskingKinds: t.field({ type: [MaskingKindRef], description: 'Kinds to mask beside those of the data policy; absent: none.' }),
  }),
});

const LoopCorrectionInput = builder.inputType('LoopCorrectionInput', {
  description: 'Expected answer of a failed prompt.',
  fields: (t) => ({
    loopItemId: t.id({ required: true, description: 'Global id of the item.' }),
    expectedAnswer: t.string({ description: `Answer that is expected, 1 to ${maxAnswerLength} characters; absent: the item is left out.` }),
  }),
});

export const CorrectLoopItemsInput = builder.inputType('CorrectLoopItemsInput', {
  description: 'Expected answers of failed prompts.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    items: t.field({
      type: [LoopCorrectionInput],
      required: true,
      extensions: listField({ items: maxCorrections, characters: 8 * 1024 * 1024 }),
      description: `Expected answers, 1 to ${maxCorrections}.`,
    }),
  }),
});

export const ProposeCorrectionsInput = builder.inputType('ProposeCorrectionsInput', {
  description: 'A model that is to propose expected answers.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    model: t.string({ required: true, description: 'Language model "connection/model".' }),
  }),
});

export const AcceptCorrectionsInput = builder.inputType('AcceptCorrectionsInput', {
  description: 'Proposed answers to accept.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    loopItemIds: t.idList({
      description: `Global ids of the items, at most ${maxCorrections}; absent or empty: all that wait with a proposal.`,
    }),
  }),
});

export const BuildLoopDatasetInput = builder.inputType('BuildLoopDatasetInput', {
  description: 'A dataset version to make of the prompts of a loop.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    datasetName: t.string({ description: 'Name of the dataset that takes the rows, made where there is none; absent: after the loop.' }),
  }),
});

export const StartLoopTrainingInput = builder.inputType('StartLoopTrainingInput', {
  description: 'A training job to start on the dataset version of a loop.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    configurationId: t.id({ required: true, description: 'Global id of the training configuration.' }),
    name: t.string({ description: 'Name of the job; absent: after the loop.' }),
    outputModel: t.string({ description: 'Name under which the model is registered; absent: the name of the loop.' }),
    parameters: t.field({
      type: 'JSON',
      description:
        'Parameters that replace those of the configuration, by name; `dataset_version` is the global id of the dataset version.',
    }),
  }),
});

export const ReplayLoopInput = builder.inputType('ReplayLoopInput', {
  description: 'A replay of the prompts of a loop.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    model: t.string({
      description:
        'Connected model "connection/model" that answers the prompts, in an evaluation run; absent: the predictions of the job count.',
    }),
  }),
});

export const AttachLoopModelInput = builder.inputType('AttachLoopModelInput', {
  description: 'A model that was trained elsewhere: by its training job, or connected.',
  fields: (t) => ({
    id: t.id({ required: true, description: loopId }),
    jobId: t.id({ description: 'Global id of the training job that has made the model, or makes it; absent: `model` is given.' }),
    model: t.string({ description: 'Connected model "connection/model"; absent: `jobId` is given.' }),
  }),
});
