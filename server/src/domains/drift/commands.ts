import { checkFilter } from '../analytics/pure/check-filter.ts';
import type { AnalyticsFilter } from '../analytics/pure/filter.ts';
import { dayMs } from '../analytics/pure/interval.ts';
import { filterAsJson } from '../exports/pure/filter.ts';
import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readLine } from '../../platform/ingest/values.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadDriftBaseline } from './errors.ts';
import { baselinesNaming } from './queries/baselines.ts';

export const maxBaselines = 50;
export const maxNameLength = 100;
const longestMs = 400 * dayMs;

/** A baseline as the API takes it. */
export interface BaselineInput {
  readonly name: string;
  readonly filter?: AnalyticsFilter | null | undefined;
  readonly from: Date;
  readonly to: Date;
}

/** Pins a time and a filter that later messages are compared with, and gives its id. Names are unique; at most 50 in a workspace. */
export async function pinBaseline(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, personId }: { readonly workspaceId: string; readonly personId: string | null },
  input: BaselineInput,
): Promise<Result<string, BadDriftBaseline>> {
  const { from, to } = input;
  const checked = checkInput(
    { name: readLine({ name: input.name }, 'name', maxNameLength), filter: readFilter(input.filter ?? {}), from: readWindow(from, to) },
    BadDriftBaseline,
  );
  if (!checked.ok) return checked;
  const { name, filter } = checked.value;
  return prisma.$transaction(async (transaction) => {
    await lockWorkspace(transaction, workspaceId);
    if ((await transaction.driftBaselinePin.count({ where: { workspaceId } })) >= maxBaselines)
      return fail(new BadDriftBaseline('name', `is of one baseline too many: a workspace has at most ${maxBaselines}; delete one first`));
    if ((await transaction.driftBaselinePin.count({ where: { workspaceId, name } })) > 0)
      return fail(new BadDriftBaseline('name', `is "${name}", which another baseline of this workspace has`));
    const { id } = await transaction.driftBaselinePin.create({
      data: { workspaceId, name, filter: filterAsJson(filter) as Prisma.InputJsonObject, fromAt: from, toAt: to, createdBy: personId },
    });
    return succeed(id);
  });
}

function readFilter(filter: AnalyticsFilter): AnalyticsFilter | Problem {
  if (filter.from || filter.to) return new Problem('filter', 'has a time range; the baseline has its own, from and to');
  const unstorable = badJson(filter);
  if (unstorable !== null) return new Problem('filter', unstorable);
  const checked = checkFilter(filter);
  if (checked.ok) return filter;
  const [{ field, reason }] = checked.failure.problems;
  return new Problem(`filter.${field}`, reason);
}

function readWindow(from: Date, to: Date): true | Problem {
  if (from >= to) return new Problem('from', 'is not before the end of the baseline');
  if (to.getTime() - from.getTime() > longestMs)
    return new Problem('from', 'is more than 400 days before the end of the baseline; 400 days are possible');
  return true;
}

/** Deletes a baseline, and gives its id. Alert rules that compare with it find nothing from then on. */
export async function deleteBaseline(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.driftBaselinePin.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Drift baseline', id)) : succeed(id);
}

/** A user was erased: baselines whose filters name the user are deleted, since without it they would be of other messages. */
export async function forgetErased(
  { prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId, userIds }: { readonly workspaceId: string; readonly userIds: readonly string[] },
): Promise<void> {
  const named = await baselinesNaming(postgres, { workspaceId, userIds });
  await prisma.driftBaselinePin.deleteMany({ where: { workspaceId, id: { in: named.map(({ id }) => id) } } });
}
