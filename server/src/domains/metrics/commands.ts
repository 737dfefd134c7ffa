import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadMetric, MetricInUse } from './errors.ts';
import { metricUses } from './hooks.ts';
import { checkMetric, type MetricInput } from './ingest.ts';
import { columnsOf } from './load/definition.ts';
import { maxDefinitions } from './types.ts';

type Context = { readonly stores: Pick<Stores, 'prisma'> };

/** Defines a metric, and gives its id. */
export async function createMetric(
  { stores }: Context,
  workspaceId: string,
  input: MetricInput,
  now: Date,
): Promise<Result<string, BadMetric>> {
  const checked = checkMetric(input);
  if (!checked.ok) return checked;
  const definition = checked.value;
  return stores.prisma.$transaction(async (transaction): Promise<Result<string, BadMetric>> => {
    await lockWorkspace(transaction, workspaceId);
    if ((await transaction.metric.count({ where: { workspaceId, key: definition.key } })) > 0)
      return fail(new BadMetric('key', 'is that of another metric; each has its own'));
    if ((await transaction.metric.count({ where: { workspaceId } })) >= maxDefinitions)
      return fail(new BadMetric('key', `is one too many: the workspace has ${maxDefinitions} metrics, the most it can have`));
    const { id } = await transaction.metric.create({ data: { workspaceId, ...columnsOf(definition), createdAt: now, updatedAt: now } });
    return succeed(id);
  });
}

/** Changes a definition; results of experiments are by the new one from then on. Its key stays: experiments name it. */
export async function updateMetric(
  { stores }: Context,
  workspaceId: string,
  { id, ...input }: Omit<MetricInput, 'key'> & { readonly id: string },
  now: Date,
): Promise<Result<string, BadMetric | NotFound>> {
  return stores.prisma.$transaction(async (transaction): Promise<Result<string, BadMetric | NotFound>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.metric.findUnique({ where: { id, workspaceId } });
    if (held === null) return fail(new NotFound('Metric', id, 'input.id'));
    const checked = checkMetric({ ...input, key: held.key });
    if (!checked.ok) return checked;
    await transaction.metric.update({ where: { id, workspaceId }, data: { ...columnsOf(checked.value), updatedAt: now } });
    return succeed(id);
  });
}

/** Deletes a definition that nothing uses any more. */
export async function deleteMetric({ stores }: Context, workspaceId: string, id: string): Promise<Result<string, MetricInUse | NotFound>> {
  return stores.prisma.$transaction(async (transaction): Promise<Result<string, MetricInUse | NotFound>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.metric.findUnique({ where: { id, workspaceId } });
    if (held === null) return fail(new NotFound('Metric', id));
    const uses = await usesOf(transaction, workspaceId, held.key);
    if (uses.length > 0) return fail(new MetricInUse(held.key, uses));
    await transaction.metric.delete({ where: { id, workspaceId } });
    return succeed(id);
  });
}

async function usesOf(transaction: Prisma.TransactionClient, workspaceId: string, key: string): Promise<string[]> {
  const uses: string[] = [];
  for (const reaction of metricUses.reactions) uses.push(...(await reaction(transaction, workspaceId, key)));
  return uses;
}
