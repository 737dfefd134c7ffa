import type { Context } from '../../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { badJson } from '../../../platform/ingest/json.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { makerOf } from '../../datasets/commands.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadLoop } from '../errors.ts';
import { checkStart, type StartInput } from '../ingest.ts';
import { insertSteps, moveLoop, storeStep } from '../queries/loops.ts';
import { maxLoops } from '../types.ts';

export type Changing = Pick<Context, 'stores' | 'live' | 'viewer'>;

/** Begins a loop over failed answers, and gives its id: the server selects, deduplicates and masks them in the background. */
export async function startLoop(
  { stores, live, viewer }: Changing,
  { filter, ...input }: StartInput & { readonly filter: AnalyticsFilter },
  now: Date,
): Promise<Result<string, BadLoop>> {
  const { workspaceId } = viewer;
  const checked = checkStart(input);
  if (!checked.ok) return checked;
  const filtered = checkFilter(filter);
  if (!filtered.ok) {
    const [first, ...others] = filtered.failure.within('filter').problems;
    return fail(new BadLoop(first.field, first.reason, others));
  }
  const stored = JSON.parse(JSON.stringify(filtered.value)) as Prisma.InputJsonObject;
  const unstorable = badJson(stored);
  if (unstorable !== null) return fail(new BadLoop('filter', unstorable));
  if ((await stores.prisma.loop.count({ where: { workspaceId } })) >= maxLoops)
    return fail(new BadLoop('name', `is that of a new loop, and the workspace has ${maxLoops}, which is the most: delete one first`));
  const { name, settings } = checked.value;
  const { id } = await stores.prisma.loop.create({
    // Nothing of it is taken up before its steps stand there.
    data: {
      workspaceId,
      name,
      status: 'STOPPED',
      filter: stored,
      settings: settings as unknown as Prisma.InputJsonObject,
      owner: spenderOf(viewer),
      createdBy: makerOf(viewer),
      createdAt: now,
    },
    select: { id: true },
  });
  await inTransaction(stores.postgres, async (session) => {
    await insertSteps(session, { workspaceId, loopId: id });
    await storeStep(session, { workspaceId, loopId: id, kind: 'SELECTED', state: 'RUNNING', now });
    await moveLoop(session, { workspaceId, loopId: id, step: 'SELECTED', status: 'RUNNING', now });
  });
  live.publish('loops.changed', id, {});
  return succeed(id);
}
