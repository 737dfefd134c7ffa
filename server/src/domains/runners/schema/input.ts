import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { TrainingHardwareInputRef } from '../../training/schema/input.ts';
import { maxChunkLength, maxLinesOfChunk } from '../ingest.ts';
import type { ExitReason } from '../types.ts';

const ExitReasonEnum = describedEnum<ExitReason>(
  'TrainingExitReason',
  'Reason why the command of a training job ended, as its runner saw it.',
  {
    COMPLETED: 'The command ended with exit code 0.',
    USER: 'The command was ended on request.',
    POLICY: "The runner's own configuration does not allow the command.",
    OUT_OF_MEMORY: 'Memory was exhausted.',
    BAD_EXIT: 'The command ended with another exit code, or by a signal.',
    PREEMPTED: 'The machine was taken away; the job waits in the queue again.',
    LOST_RUNNER: 'The runner was killed and has started again; the job waits in the queue again, up to three times.',
    TIME_LIMIT: 'The time limit of the configuration was reached.',
  },
);

export const SaveTrainingConfigurationInputRef = builder.inputType('SaveTrainingConfigurationInput', {
  description: 'A training configuration to store.',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the configuration of which a new version is made; absent: a new configuration is made.' }),
    name: t.string({ required: true, description: 'Name of the configuration, 1 to 200 characters.' }),
    command: t.string({
      required: true,
      description: 'Name under which runners allow a command, 1 to 200 characters; never a text to execute.',
    }),
    parameters: t.field({ type: 'JSON', description: 'Parameters of the command, a JSON object; absent: none.' }),
    labels: t.stringList({ description: 'Labels that a runner must have, at most 50; absent: none.' }),
    project: t.string({ description: 'Project of the jobs.' }),
    baseModel: t.string({ description: 'Name of the model that is trained on.' }),
    timeLimitSeconds: t.int({ description: 'Seconds after which a runner ends the command; absent: no limit.' }),
  }),
});

export const StartTrainingJobInputRef = builder.inputType('StartTrainingJobInput', {
  description: 'A training job to put into the queue.',
  fields: (t) => ({
    configurationId: t.id({ required: true, description: 'Global id of the configuration.' }),
    requestId: t.string({ description: 'Your id of the request: the same id again gives the same job.' }),
    name: t.string({ description: 'Name of the job; absent: the name of the configuration, and the time.' }),
    priority: t.int({ description: 'Priority in the queue, -1,000 to 1,000; the greatest is taken first. Absent: 0.' }),
    parameters: t.field({ type: 'JSON', description: 'Parameters that replace those of the configuration, by name.' }),
  }),
});

export const RegisterRunnerInputRef = builder.inputType('RegisterRunnerInput', {
  description: 'A machine that takes training jobs.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the runner, 1 to 200 characters; the same name again changes the runner.' }),
    labels: t.stringList({ description: 'Labels of the runner, at most 50.' }),
    commands: t.stringList({ description: 'Names of the commands that the runner allows, at most 50.' }),
    hardware: t.field({ type: TrainingHardwareInputRef, description: 'Machine of the runner.' }),
    hourlyUsd: t.float({ description: 'Price of the machine for an hour in US dollars.' }),
  }),
});

export const LeaseTrainingJobInputRef = builder.inputType('LeaseTrainingJobInput', {
  description: 'A runner that asks for a job.',
  fields: (t) => ({ runnerId: t.id({ required: true, description: 'Global id of the runner.' }) }),
});

const heldFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  jobId: t.id({ required: true, description: 'Global id of the job.' }),
  fence: t.string({ required: true, description: 'Fence of the lease under which the runner writes.' }),
});

export const RenewTrainingLeaseInputRef = builder.inputType('RenewTrainingLeaseInput', {
  description: 'A sign of life of a command and its runner.',
  fields: (t) => heldFields(t),
});

export const AppendTrainingLogInputRef = builder.inputType('AppendTrainingLogInput', {
  description: 'Lines that a command wrote.',
  fields: (t) => ({
    ...heldFields(t),
    firstLine: t.field({ type: 'Step', required: true, description: 'Number of the first line, from 1.' }),
    text: t.string({
      required: true,
      description: `Lines with a line feed between each two, at most ${maxLinesOfChunk} lines and ${maxChunkLength} characters; ANSI codes are kept.`,
    }),
  }),
});

export const ReportTrainingExitInputRef = builder.inputType('ReportTrainingExitInput', {
  description: 'The end of a command.',
  fields: (t) => ({
    ...heldFields(t),
    reason: t.field({ type: ExitReasonEnum, required: true, description: 'Reason of the end.' }),
    exitCode: t.int({ description: 'Exit code of the command; absent: it ended by a signal, or was not started.' }),
    errorDetails: t.string({ description: 'Error in which the command ended, at most 1 MiB.' }),
  }),
});
