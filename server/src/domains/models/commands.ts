import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { BadModel } from './errors.ts';
import { knownModels } from './known.ts';
import { checkModel, type ModelInput } from './ingest.ts';

/** Stores details of a model, known or new. An absent field keeps its value; null clears it. */
export async function saveModel(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  input: ModelInput,
): Promise<Result<{ id: string }, BadModel>> {
  const checked = checkModel(input);
  if (!checked.ok) return checked;
  const { name } = checked.value;
  const { provider, trainingMethod, baseModel, trainingDataset, evaluationResults, deployment } = input;
  const given = onlyGiven({
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
  const { id } = await prisma.model.upsert({
    where: { workspaceId_name: { workspaceId, name } },
    create: { workspaceId, name, ...given },
    update: given,
    select: { id: true },
  });
  return succeed({ id });
}

/** Deletes a model, and gives its id. A message that names it registers it again. */
export async function deleteModel(
  { prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.model.deleteMany({ where: { workspaceId, id } });
  if (count === 0) return fail(new NotFound('Model', id));
  knownModels.in(postgres).forget();
  return succeed(id);
}

const emptied = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** Without the fields that were not given. */
function onlyGiven<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
