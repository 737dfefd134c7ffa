import { builder } from '../../../platform/graphql/builder.ts';
import { maxParameters } from '../ingest.ts';
import { ParameterChangeEnum, ParameterTypeEnum, ParameterUpdateAnswerEnum } from './enums.ts';

export const AcknowledgeParameterUpdateInputRef = builder.inputType('AcknowledgeParameterUpdateInput', {
  description: 'Answer of a trainer to a parameter update.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the update.' }),
    status: t.field({ type: ParameterUpdateAnswerEnum, required: true, description: 'What became of the update.' }),
    appliedAtStep: t.field({ type: 'Step', description: 'First step with the new values, where the update was applied.' }),
    reason: t.string({ description: 'Reason of a refusal, which must have one.' }),
  }),
});

const DeclaredParameterInput = builder.inputType('DeclaredParameterInput', {
  description: 'A parameter of a trainer.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the parameter, 1 to 512 characters.' }),
    type: t.field({ type: ParameterTypeEnum, required: true, description: 'Type of the values.' }),
    applies: t.field({ type: ParameterChangeEnum, required: true, description: 'Time at which a change takes effect.' }),
    minimum: t.float({ description: 'Least number; absent: no bound.' }),
    maximum: t.float({ description: 'Greatest number; absent: no bound.' }),
    current: t.field({ type: 'JSON', description: 'Present value, a number, a text or a boolean; absent: not reported.' }),
  }),
});

export const DeclareTrainingParametersInputRef = builder.inputType('DeclareTrainingParametersInput', {
  description: 'Parameters that the trainer of a job knows.',
  fields: (t) => ({
    jobId: t.id({ required: true, description: 'Global id of the job.' }),
    parameters: t.field({
      type: [DeclaredParameterInput],
      required: true,
      description: `Parameters, each name once; at most ${maxParameters}. They replace those that were declared before.`,
    }),
  }),
});
