import { badJson, jsonText } from '../../platform/ingest/json.ts';
import { rememberedIn } from '../../platform/ingest/remembered.ts';
import { badName, unstorable } from '../../platform/ingest/text.ts';
import { isYearStorable } from '../../platform/ingest/time.ts';
import { DomainError, fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { TrainingMethod } from './types.ts';

export interface ModelInput {
  name: string;
  provider?: string | null | undefined;
  trainingMethod?: TrainingMethod | null | undefined;
  baseModel?: string | null | undefined;
  trainingDataset?: string | null | undefined;
  evaluationResults?: unknown;
  deployment?: DeploymentInput | null | undefined;
}

export interface DeploymentInput {
  trainingJobId?: string | null | undefined;
  endpoint?: string | null | undefined;
  type?: string | null | undefined;
  deployedAt?: Date | null | undefined;
}

/** A model that cannot be: its message names the field and what is possible. */
export class BadModel extends DomainError {
  readonly code = 'BAD_MODEL';
}

const maxUrlLength = 2_048;

/** Stores what is said of a model, known or not. A field that is absent stays as it was; one that is null is cleared. */
export async function saveModel({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, input: ModelInput): Promise<Result<{ id: string }, BadModel>> {
  const problem = badField(input);
  if (problem !== null) return fail(new BadModel(problem));
  const { name, provider, trainingMethod, baseModel, trainingDataset, evaluationResults, deployment } = input;
  const said = onlyGiven({
    provider: emptied(provider),
    trainingMethod,
    baseModel: emptied(baseModel),
    trainingDataset: emptied(trainingDataset),
    evaluationResults: evaluationResults === null ? Prisma.DbNull : (evaluationResults as Prisma.InputJsonValue | undefined),
    trainingJobId: emptied(deployment === null ? null : deployment?.trainingJobId),
    endpoint: emptied(deployment === null ? null : deployment?.endpoint),
    deploymentType: emptied(deployment === null ? null : deployment?.type),
    deployedAt: deployment === null ? null : deployment?.deployedAt,
  });
  const { id } = await prisma.model.upsert({ where: { workspaceId_name: { workspaceId, name } }, create: { workspaceId, name, ...said }, update: said, select: { id: true } });
  return succeed({ id });
}

/** Takes a model off the list. A message that names it puts it there again. */
export async function deleteModel({ prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>, workspaceId: string, id: string): Promise<Result<true, NotFound>> {
  const { count } = await prisma.model.deleteMany({ where: { workspaceId, id } });
  if (count === 0) return fail(new NotFound('Model', id));
  rememberedIn(postgres).models.clear();
  return succeed(true);
}

function badField(input: ModelInput): string | null {
  const name = badName(input.name);
  if (name !== null) return `name ${name}`;
  const { provider, baseModel, trainingDataset, deployment } = input;
  const texts = { provider, baseModel, trainingDataset, 'deployment.trainingJobId': deployment?.trainingJobId, 'deployment.type': deployment?.type };
  for (const [field, text] of Object.entries(texts)) {
    const problem = text ? badName(text) : null;
    if (problem !== null) return `${field} ${problem}`;
  }
  const endpoint = deployment?.endpoint;
  if (endpoint && (endpoint.trim() === '' || endpoint.length > maxUrlLength)) return `deployment.endpoint is not a text of 1 to ${maxUrlLength} characters`;
  const unkept = endpoint ? unstorable(endpoint) : null;
  if (unkept !== null) return `deployment.endpoint ${unkept}`;
  if (deployment?.deployedAt && !isYearStorable(deployment.deployedAt)) return 'deployment.deployedAt is outside of the years 1 to 9999';
  const json = badJson(input.evaluationResults);
  if (json !== null) return `evaluationResults ${json}`;
  const size = input.evaluationResults === undefined ? { text: '' } : jsonText(input.evaluationResults);
  return 'problem' in size ? `evaluationResults ${size.problem}` : null;
}

const emptied = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** Without the fields that were not given. */
function onlyGiven<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
