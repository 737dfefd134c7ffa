import { builder } from '../../../platform/graphql/builder.ts';
import { maxAsked } from '../commands/ask.ts';
import { maxFileLength } from '../commands/import.ts';
import { maxChoices, maxLevels, maxParameters } from '../ingest/space.ts';
import { maxNameLength, maxObjectives, maxParallel, maxTimeoutSeconds, mostTrials } from '../ingest/study.ts';
import { StudyDirectionEnum, StudyMethodEnum, StudyParameterKindEnum, StudyPrunerKindEnum, StudyTrialStateEnum } from './enums.ts';

const StudyConditionInput = builder.inputType('StudyConditionInput', {
  description: 'A condition under which a parameter exists in a trial.',
  fields: (t) => ({
    parameter: t.string({ required: true, description: 'Name of a parameter that stands before this one in the search space.' }),
    values: t.field({
      type: ['JSON'],
      required: true,
      description: `Values of that parameter with which the condition holds, 1 to ${maxChoices}.`,
    }),
  }),
});

const StudyParameterInput = builder.inputType('StudyParameterInput', {
  description: 'A parameter that a study chooses values of.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the parameter, unique in the study, 1 to 200 characters.' }),
    kind: t.field({ type: StudyParameterKindEnum, required: true, description: 'Kind of the values.' }),
    low: t.float({ description: 'Least value; needed with FLOAT and INT.' }),
    high: t.float({ description: 'Greatest value; needed with FLOAT and INT.' }),
    isLog: t.boolean({ description: 'Whether equal ratios count the same, as for a learning rate; absent: false.' }),
    step: t.float({ description: 'Distance of the values, above 0; absent: 1 of an INT, none of a FLOAT.' }),
    levels: t.int({ description: `Number of values that a grid takes, 1 to ${maxLevels}; absent: all, and 5 of a FLOAT without a step.` }),
    choices: t.field({ type: ['JSON'], description: `Values of a CATEGORICAL: texts, numbers, true or false, 1 to ${maxChoices}.` }),
    when: t.field({ type: StudyConditionInput, description: 'Condition under which trials have the parameter; absent: all have it.' }),
  }),
});

const StudyObjectiveInput = builder.inputType('StudyObjectiveInput', {
  description: 'An objective of a study.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the objective, such as a metric of training: `eval_loss`.' }),
    direction: t.field({ type: StudyDirectionEnum, description: 'Whether less or more is better; absent: MINIMIZE.' }),
  }),
});

const StudyPrunerInput = builder.inputType('StudyPrunerInput', {
  description: 'Rule by which trials of a study are ended early, from their reports of the first objective.',
  fields: (t) => ({
    kind: t.field({ type: StudyPrunerKindEnum, required: true, description: 'Kind of the rule.' }),
    startupTrials: t.int({ description: 'MEDIAN: number of complete trials before any is ended early; absent: 5.' }),
    warmupSteps: t.int({ description: 'MEDIAN: first step at which a trial may be ended; absent: 0.' }),
    minSteps: t.int({ description: 'HYPERBAND: steps of the first rung, 1 or more; absent: 1.' }),
    maxSteps: t.int({ description: 'HYPERBAND: steps of a whole trial; absent: 100.' }),
    reductionFactor: t.int({ description: 'HYPERBAND: one in so many trials of a rung goes on, 2 or more; absent: 3.' }),
  }),
});

const StudyBaselineInput = builder.inputType('StudyBaselineInput', {
  description: 'What was reached before the study.',
  fields: (t) => ({
    values: t.floatList({ required: true, description: 'Value of each objective.' }),
    parameters: t.field({ type: 'JSON', description: 'Parameters that gave the values, by name; absent: not known.' }),
  }),
});

export const CreateStudyInput = builder.inputType('CreateStudyInput', {
  description: 'A study to make.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the study, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    method: t.field({ type: StudyMethodEnum, description: 'How parameters are chosen; absent: TPE.' }),
    objectives: t.field({
      type: [StudyObjectiveInput],
      description: `Objectives, 1 to ${maxObjectives}; absent: \`value\`, of which less is better.`,
    }),
    searchSpace: t.field({
      type: [StudyParameterInput],
      required: true,
      description: `Parameters, 1 to ${maxParameters}, those that conditions name first. They never change.`,
    }),
    pruner: t.field({ type: StudyPrunerInput, description: 'Rule by which trials are ended early; absent: none.' }),
    seed: t.int({
      description: 'Seed, 0 to 2147483647: with the same seed and the same answers trials are the same; absent: a random one.',
    }),
    maxTrials: t.int({
      description: `Number of trials, 1 to ${mostTrials}, failed ones included; absent: until the study is stopped, at most ${mostTrials}.`,
    }),
    trialTimeoutSeconds: t.int({
      description: `Seconds without a report after which a trial has failed, 1 to ${maxTimeoutSeconds}; absent: never. A value that comes later is stored.`,
    }),
    baseline: t.field({ type: StudyBaselineInput, description: 'What was reached before; absent: nothing is compared.' }),
    configurationId: t.id({
      description: 'Global id of the training configuration whose jobs are the trials; absent: a program asks for trials.',
    }),
    maxParallel: t.int({ description: `Number of training jobs at a time, 1 to ${maxParallel}; absent: 1.` }),
  }),
});

export const ImportStudyInput = builder.inputType('ImportStudyInput', {
  description: 'Trials of an Optuna study to make a study of.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the study, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    text: t.string({
      required: true,
      description: `JSON of study.trials (a list of number, state, value or values, params, distributions, intermediate_values), or CSV of trials_dataframe(); at most ${maxFileLength} characters. Times without a zone are taken for UTC; a CSV's search space is the range of its values.`,
    }),
    objectives: t.field({
      type: [StudyObjectiveInput],
      description: 'Names and directions of the objectives; absent: less of each is better.',
    }),
    baseline: t.field({ type: StudyBaselineInput, description: 'What was reached before; absent: nothing is compared.' }),
  }),
});

export const StudyTrialInput = builder.inputType('StudyTrialInput', {
  description: 'A trial whose parameters were chosen elsewhere. One by externalId: sent again it replaces the stored one while that runs.',
  fields: (t) => ({
    externalId: t.string({ description: 'Your id of the trial, 1 to 512 characters; absent: each call adds another trial.' }),
    parameters: t.field({
      type: 'JSON',
      required: true,
      description: 'Values of the parameters by name; one that was not chosen is left out.',
    }),
    values: t.field({
      type: ['Float'],
      required: { list: false, items: false },
      description:
        'Value of each objective; null in place of one that is no number, with which the trial has failed; absent: the trial has none.',
    }),
    state: t.field({ type: StudyTrialStateEnum, description: 'State of the trial; absent with values: COMPLETE, without: RUNNING.' }),
    reason: t.string({ description: 'Why the trial failed or was pruned, at most 1 MiB.' }),
    reports: t.field({ type: 'JSON', description: 'Reports of the first objective: a list of { step, value }, at most 10,000.' }),
    startedAt: t.field({ type: 'DateTime', description: 'Start of the trial, from 2000 to one day ahead; absent: endedAt, else now.' }),
    endedAt: t.field({ type: 'DateTime', description: 'End of the trial, from 2000 to one day ahead; absent: now, where it has ended.' }),
  }),
});

export const AskTrialsInput = builder.inputType('AskTrialsInput', {
  description: 'A request for the next trials of a study.',
  fields: (t) => ({
    studyId: t.id({ required: true, description: 'Global id of the study.' }),
    count: t.int({ description: `Number of trials, 1 to ${maxAsked}; absent: 1.` }),
    requestId: t.string({ description: 'Your id of the request, 1 to 512 characters: the same id again gives the same trials.' }),
  }),
});

export const TellTrialInput = builder.inputType('TellTrialInput', {
  description: 'What became of a trial: a report at a step, its end, or both.',
  fields: (t) => ({
    studyId: t.id({ required: true, description: 'Global id of the study.' }),
    number: t.int({ required: true, description: 'Number of the trial in its study.' }),
    values: t.field({
      type: ['Float'],
      required: { list: false, items: false },
      description: 'Value of each objective; null in place of one that is no number, with which the trial has failed.',
    }),
    state: t.field({
      type: StudyTrialStateEnum,
      description: 'How the trial ended; absent with values: COMPLETE, without: the trial goes on. RUNNING counts as absent.',
    }),
    reason: t.string({ description: 'Why the trial failed or was pruned, at most 1 MiB.' }),
    step: t.float({ description: 'Step of a report, 0 or more.' }),
    value: t.float({ description: 'Value of the first objective at the step; absent: it was no number.' }),
  }),
});
