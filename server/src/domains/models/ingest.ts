import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { isYearStorable } from '../../platform/ingest/time.ts';
import { readJson, readName, readRequiredName } from '../../platform/ingest/values.ts';
import { BadModel } from './errors.ts';
import type { TrainingMethod } from './types.ts';

/** A model as the API takes it. */
export type ModelInput = {
  name?: string | null | undefined;
  provider?: string | null | undefined;
  trainingMethod?: TrainingMethod | null | undefined;
  baseModel?: string | null | undefined;
  trainingDataset?: string | null | undefined;
  evaluationResults?: unknown;
  deployment?: DeploymentInput | null | undefined;
};

export type DeploymentInput = {
  trainingJobId?: string | null | undefined;
  endpoint?: string | null | undefined;
  type?: string | null | undefined;
  deployedAt?: Date | null | undefined;
};

const maxUrlLength = 2_048;

/** The name by which the model is saved, or every field at fault. What else is given can then be stored as it is. */
export function checkModel(input: ModelInput): Result<{ readonly name: string }, BadModel> {
  return checkInput(
    {
      name: readRequiredName(input, 'name'),
      provider: readName(input, 'provider'),
      baseModel: readName(input, 'baseModel'),
      trainingDataset: readName(input, 'trainingDataset'),
      deployment: checkDeployment(input.deployment ?? {}),
      evaluationResults: readJson(input, 'evaluationResults'),
    },
    BadModel,
  );
}

const checkDeployment = (input: DeploymentInput) =>
  sound({
    trainingJobId: readName(input, 'trainingJobId', 'deployment.trainingJobId'),
    type: readName(input, 'type', 'deployment.type'),
    endpoint: readEndpoint(input.endpoint),
    deployedAt: input.deployedAt && !isYearStorable(input.deployedAt) ? new Problem('deployment.deployedAt', 'is outside of the years 1 to 9999') : null,
  });

function readEndpoint(endpoint: string | null | undefined): string | null | Problem {
  if (endpoint === undefined || endpoint === null || endpoint === '') return null;
  if (endpoint.trim() === '' || endpoint.length > maxUrlLength) return new Problem('deployment.endpoint', `is not a text of 1 to ${maxUrlLength} characters`);
  const problem = unstorable(endpoint);
  return problem === null ? endpoint : new Problem('deployment.endpoint', problem);
}
