import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { BadCohort, CohortChanged, CohortInUse } from '../errors.ts';
import { checkContent, type RuleInput } from '../ingest.ts';
import { isSameRule } from '../pure/walk.ts';
import { experimentsTargeting } from '../queries/cohorts.ts';
import { maxCohorts, maxNameLength, type CohortRule } from '../types.ts';
import { recordSize } from './sizes.ts';

export interface CohortContext {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}
type Asker = Pick<Viewer, 'workspaceId'>;

export interface CohortInput {
  readonly name: string;
  readonly description: string;
  readonly rule: RuleInput;
}

/** Makes a cohort, counts it for the first time, and gives its id. */
export async function createCohort(
  context: CohortContext,
  { workspaceId }: Asker,
  input: CohortInput,
  now: Date,
): Promise<Result<string, BadCohort>> {
  const checked = checkContent(input, maskerOf(await policyOf(context.stores, workspaceId)));
  if (!checked.ok) return checked;
  const { rule, ...rest } = checked.value;
  const made = await context.stores.prisma.$transaction(async (transaction): Promise<Result<string, BadCohort>> => {
    await lockWorkspace(transaction, workspaceId);
    const taken = await takenName(transaction, workspaceId, rest.name, null);
    if (taken !== null) return fail(taken);
    if ((await transaction.userCohort.count({ where: { workspaceId } })) >= maxCohorts)
      return fail(new BadCohort('name', `is one too many: the workspace has ${maxCohorts} cohorts, the most it can have`));
    const { id } = await transaction.userCohort.create({
      data: { workspaceId, ...rest, rule: column(rule), createdAt: now, updatedAt: now },
    });
    return succeed(id);
  });
  if (made.ok) await counted(context, workspaceId, { id: made.value, rule }, now);
  return made;
}

const column = (rule: CohortRule): Prisma.InputJsonValue => rule as unknown as Prisma.InputJsonValue;

async function takenName(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  name: string,
  ownId: string | null,
): Promise<BadCohort | null> {
  const other = await transaction.userCohort.findUnique({ where: { workspaceId_name: { workspaceId, name } }, select: { id: true } });
  return other === null || other.id === ownId ? null : new BadCohort('name', 'is that of another cohort; each has a name of its own');
}

async function counted(
  { stores, live }: CohortContext,
  workspaceId: string,
  cohort: { readonly id: string; readonly rule: CohortRule },
  now: Date,
): Promise<void> {
  live.publish('cohorts.changed', workspaceId, { ids: [cohort.id] });
  await inWorkspace(workspaceId, () => recordSize(stores, workspaceId, cohort, now));
}

export interface CohortChange {
  readonly id: string;
  /** null: whatever version it has. */
  readonly version: number | null;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly rule?: RuleInput | undefined;
}
type ChangeFailure = BadCohort | CohortChanged | CohortInUse | NotFound;

/** Changes a cohort: fields that are absent stay as they are. */
export async function updateCohort(
  context: CohortContext,
  { workspaceId }: Asker,
  { id, version, ...change }: CohortChange,
  now: Date,
): Promise<Result<string, ChangeFailure>> {
  const { stores } = context;
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const changed = await stores.prisma.$transaction(async (transaction): Promise<Result<CohortRule, ChangeFailure>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.userCohort.findUnique({ where: { id, workspaceId } });
    if (held === null) return fail(new NotFound('Cohort', id, 'input.id'));
    if (version !== null && version !== held.version) return fail(new CohortChanged(held.name, held.version));
    const before = held.rule as unknown as CohortRule;
    const checked = checkContent(
      { name: change.name ?? held.name, description: change.description ?? held.description, rule: change.rule ?? asInput(before) },
      masker,
    );
    if (!checked.ok) return checked;
    const { rule, name, description } = checked.value;
    const taken = await takenName(transaction, workspaceId, name, id);
    if (taken !== null) return fail(taken);
    if (!isSameRule(before, rule)) {
      const running = (await experimentsTargeting(stores.postgres, { workspaceId, id })).filter(
        ({ state }) => state === 'RUNNING' || state === 'PAUSED',
      );
      if (running.length > 0)
        return fail(
          new CohortInUse(
            held.name,
            'CHANGE',
            running.map(({ key }) => key),
          ),
        );
    }
    await transaction.userCohort.update({
      where: { id, workspaceId },
      data: { name, description, rule: column(rule), version: held.version + 1, updatedAt: now },
    });
    return succeed(rule);
  });
  if (!changed.ok) return changed;
  await counted(context, workspaceId, { id, rule: changed.value }, now);
  return succeed(id);
}

/** A stored rule has the fields of the input, except the value of a property. */
export function asInput(rule: CohortRule): RuleInput {
  if ('all' in rule) return { all: rule.all.map(asInput) };
  if ('any' in rule) return { any: rule.any.map(asInput) };
  if ('not' in rule) return { not: asInput(rule.not) };
  if ('property' in rule) {
    const { name, test, values, text, number, at, days } = rule.property;
    return { property: { name, test, value: values ?? text ?? number ?? at ?? days } };
  }
  if ('seen' in rule) {
    const { at, ...rest } = rule.seen;
    return { seen: { ...rest, at: at === undefined ? null : new Date(at) } };
  }
  return rule;
}

/** Makes a cohort with the rule of another, and gives its id. */
export async function cloneCohort(
  context: CohortContext,
  viewer: Asker,
  { id, name }: { readonly id: string; readonly name: string | null },
  now: Date,
): Promise<Result<string, BadCohort | NotFound>> {
  const held = await context.stores.prisma.userCohort.findUnique({ where: { id, workspaceId: viewer.workspaceId } });
  if (held === null) return fail(new NotFound('Cohort', id, 'input.id'));
  const copy = { description: held.description, rule: asInput(held.rule as unknown as CohortRule) };
  return createCohort(context, viewer, { ...copy, name: name ?? `${held.name.slice(0, maxNameLength - 7)} (copy)` }, now);
}

/** Deletes a cohort that no experiment targets. */
export async function deleteCohort(
  { stores, live }: CohortContext,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound | CohortInUse>> {
  const deleted = await stores.prisma.$transaction(async (transaction): Promise<Result<string, NotFound | CohortInUse>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.userCohort.findUnique({ where: { id, workspaceId }, select: { name: true } });
    if (held === null) return fail(new NotFound('Cohort', id));
    const targeting = await experimentsTargeting(stores.postgres, { workspaceId, id });
    if (targeting.length > 0)
      return fail(
        new CohortInUse(
          held.name,
          'DELETE',
          targeting.map(({ key }) => key),
        ),
      );
    await transaction.userCohort.delete({ where: { id, workspaceId } });
    return succeed(id);
  });
  if (deleted.ok) live.publish('cohorts.changed', workspaceId, { ids: [id] });
  return deleted;
}
