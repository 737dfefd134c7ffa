import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { RunWish } from '../commands/wish.ts';
import {
  maxCommentLength,
  maxDescriptionLength,
  maxItems,
  maxNameLength,
  maxRepetitions,
  maxReported,
  maxScoreNameLength,
  maxScorers,
} from '../types.ts';
import { EvaluationCheckKindEnum } from './enums.ts';

const CheckInput = builder.inputType('EvaluationCheckInput', {
  description: 'A comparison of the answer with the expected output.',
  fields: (t) => ({
    kind: t.field({ type: EvaluationCheckKindEnum, required: true, description: 'How both are compared.' }),
    name: t.string({ description: `Name of the score, 1 to ${maxScoreNameLength} characters; absent: one that follows from the kind.` }),
    ignoresCase: t.boolean({ description: 'Whether upper and lower case are the same, of EQUALS and CONTAINS; absent: no.' }),
    tolerance: t.float({
      description: 'Largest distance of numbers that are taken as equal, of JSON_EQUALS and NUMBER_NEAR, from 0; absent: 0.',
    }),
    isRelative: t.boolean({ description: 'Whether the tolerance is a share of the expected number; absent: no.' }),
  }),
});

const checks = `Checks, at most ${maxScorers} with the judges; absent: none.`;
const judgeIds = `Global ids of judges, at most ${maxScorers} with the checks; absent: none.`;

export const StartEvaluationRunInput = builder.inputType('StartEvaluationRunInput', {
  description:
    'A run to begin: rows of a dataset or messages, a prompt and a model that answers them, and what scores the answers. One of `datasetName`, `versionId`, `filter` and `messageExternalIds` is given.',
  fields: (t) => ({
    name: t.string({ description: `Name of the run, 1 to ${maxNameLength} characters; absent: prompt and model.` }),
    description: t.string({ description: `Description of the run, at most ${maxDescriptionLength} characters; absent: none.` }),
    datasetName: t.string({
      description: 'Name of a dataset, whose latest version is taken; rows that were sent one by one become a version first.',
    }),
    versionId: t.id({ description: 'Global id of a version of a dataset.' }),
    split: t.string({ description: 'Only rows of this split; absent: all.' }),
    rowCount: t.int({
      description: `Number of rows or messages, from the first or newest on, 1 to ${maxItems}; absent: all, at most ${maxItems}.`,
    }),
    filter: t.field({ type: AnalyticsFilterRef, description: 'Filter of answers of assistants; {} for all.' }),
    messageExternalIds: t.stringList({ description: 'Your ids of messages, at most 1,000.' }),
    seed: t.int({ description: 'Seed of a random sample of the messages, 0 to 2147483647; absent: the newest.' }),
    promptName: t.string({
      description:
        'Name of a prompt of the registry, whose variables are filled in from each row; absent: rows are sent as they are. Its config names tools and parameters.',
    }),
    promptVersion: t.int({ description: 'Number of the version of the prompt; absent: by the label, else the latest.' }),
    promptLabel: t.string({ description: 'Label of the version of the prompt; absent: the latest.' }),
    model: t.string({
      description:
        'Language model "connection/model" that answers; rows of a dataset need one. Absent: the answers that messages hold are scored.',
    }),
    checks: t.field({ type: [CheckInput], description: checks }),
    judgeIds: t.idList({ description: judgeIds }),
    repetitions: t.int({ description: `How often each row is answered, 1 to ${maxRepetitions}; absent: once.` }),
    usesCache: t.boolean({ description: 'Whether the model is not asked again what it was sent before; absent: yes.' }),
    capUsd: t.float({
      description:
        'Largest cost of the run in US dollars, judges included, 0 to 1000000: it pauses before a call that could pass it; absent: none.',
    }),
  }),
});

type Given = typeof StartEvaluationRunInput.$inferInput;

export const versionKeyOf = (id: string | number | null | undefined): string | null =>
  id === null || id === undefined ? null : uuidKey(keyOfNode('DatasetVersion', String(id), 'input.versionId'));

/** A run as it is asked for. Errors: throws BAD_USER_INPUT for the id of another thing. */
export const wishOf = (input: Given): RunWish => ({
  name: input.name ?? null,
  description: input.description ?? null,
  datasetName: input.datasetName ?? null,
  versionId: versionKeyOf(input.versionId),
  split: input.split ?? null,
  rowCount: input.rowCount ?? null,
  filter: (input.filter as AnalyticsFilter | null | undefined) ?? null,
  messageExternalIds: input.messageExternalIds ?? null,
  seed: input.seed ?? null,
  promptName: input.promptName ?? null,
  promptVersion: input.promptVersion ?? null,
  promptLabel: input.promptLabel ?? null,
  model: input.model ?? null,
  checks: input.checks ?? [],
  judgeIds: judgeKeysOf(input.judgeIds),
  repetitions: input.repetitions ?? null,
  usesCache: input.usesCache ?? null,
  capUsd: input.capUsd ?? null,
});

export const judgeKeysOf = (ids: readonly (string | number)[] | null | undefined): readonly string[] =>
  (ids ?? []).map((id, at) => uuidKey(keyOfNode('Judge', String(id), `input.judgeIds[${at}]`)));

export const ResumeEvaluationRunInput = builder.inputType('ResumeEvaluationRunInput', {
  description: 'A run to go on with.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the run.' }),
    capUsd: t.float({
      description: 'Largest cost of the whole run in US dollars from now on, 0 to 1000000; absent: as before.',
    }),
  }),
});

export const ScoreEvaluationItemInput = builder.inputType('ScoreEvaluationItemInput', {
  description:
    'Score of an item by a person. One of `value`, `passed` and `label` is given; none of the three takes the own score of the name back.',
  fields: (t) => ({
    evaluationItemId: t.id({ required: true, description: 'Global id of the item.' }),
    name: t.string({ required: true, description: `Name of the score, 1 to ${maxScoreNameLength} characters.` }),
    value: t.float({ description: 'Value of the score.' }),
    passed: t.boolean({ description: 'Whether the answer passes.' }),
    label: t.string({ description: `Label, 1 to ${maxScoreNameLength} characters.` }),
    comment: t.string({ description: `Comment, at most ${maxCommentLength} characters; absent: none.` }),
  }),
});

const ReportedScoreInput = builder.inputType('ReportedEvaluationScoreInput', {
  description: 'A score that the application has computed. One of `value`, `passed` and `label` is given.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the score, 1 to ${maxScoreNameLength} characters.` }),
    value: t.float({ description: 'Value of the score.' }),
    passed: t.boolean({ description: 'Whether the answer passes.' }),
    label: t.string({ description: `Label, 1 to ${maxScoreNameLength} characters.` }),
    comment: t.string({ description: `Comment, at most ${maxCommentLength} characters; absent: none.` }),
  }),
});

export const ReportedItemInput = builder.inputType('ReportedEvaluationItemInput', {
  description: 'An answer of the application to a row of the dataset.',
  fields: (t) => ({
    rowId: t.string({ required: true, description: 'Id of the row in the version of the dataset.' }),
    repetition: t.int({ description: `Number of the answer to the row, 1 to ${maxRepetitions}; absent: 1. The same again replaces it.` }),
    output: t.field({ type: 'JSON', description: 'Answer: any JSON of at most 1 MiB; absent: none.' }),
    error: t.string({ description: `Reason why there is no answer, at most ${maxCommentLength} characters; absent: there is one.` }),
    latencyMs: t.int({ description: 'Duration of the answer in milliseconds; absent: not known.' }),
    costUsd: t.float({ description: 'Cost of the answer in US dollars; absent: not known.' }),
    inputTokens: t.int({ description: 'Number of input tokens; absent: not known.' }),
    outputTokens: t.int({ description: 'Number of output tokens; absent: not known.' }),
    traceId: t.string({ description: 'Id of the trace of the answer; absent: none.' }),
    scores: t.field({ type: [ReportedScoreInput], description: 'Scores that the application has computed, at most 50; absent: none.' }),
  }),
});

export const BeginReportedRunInput = builder.inputType('BeginReportedEvaluationRunInput', {
  description: 'A run whose items an application reports. One of `datasetName` and `versionId` is given.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the run, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: `Description of the run, at most ${maxDescriptionLength} characters; absent: none.` }),
    datasetName: t.string({
      description: 'Name of a dataset, whose latest version is taken; rows that were sent one by one become a version first.',
    }),
    versionId: t.id({ description: 'Global id of a version of a dataset.' }),
    split: t.string({ description: 'Only rows of this split; absent: all.' }),
    application: t.string({ description: 'Name of what reports, 1 to 100 characters; absent: "api".' }),
    model: t.string({ description: 'Model that answers, as the application names it, 1 to 200 characters; absent: not named.' }),
    metadata: t.field({ type: 'JSON', description: 'An object with whatever is to be kept beside, at most 64 KiB; absent: nothing.' }),
    checks: t.field({ type: [CheckInput], description: checks }),
    judgeIds: t.idList({ description: judgeIds }),
    repetitions: t.int({ description: `How often each row is answered, 1 to ${maxRepetitions}; absent: once.` }),
  }),
});

/** Items of one call. */
export const mostReported = maxReported;
