import { dayMs } from '../../analytics/pure/interval.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { filterAsJson } from '../../exports/pure/filter.ts';
import { AlertRuleChanged, BadAlertRule } from '../errors.ts';
import { checkRule, type CheckedRule } from '../ingest/rule.ts';
import type { RuleInput } from '../ingest/rule-fields.ts';
import { replayRule } from '../load/replay.ts';
import { ruleById, storeReplay } from '../queries/rules.ts';
import { maxRules, type Condition } from '../types.ts';
import type { Changing } from './channels.ts';
import { closeAndRemove, closeRule } from './close.ts';

type Saved = Result<string, BadAlertRule | AlertRuleChanged | NotFound>;
type Person = Viewer['person'];

export const nameOf = (person: Person): string | null => (person === null ? null : person.name === '' ? person.email : person.name);

/** Makes a rule, and gives its id. */
export async function createRule({ stores, live, workspaceId }: Changing, person: Person, input: RuleInput, now: Date): Promise<Saved> {
  const checked = checkRule(input);
  if (!checked.ok) return checked;
  const saved = await stores.prisma.$transaction(async (transaction): Promise<Result<string, BadAlertRule | NotFound>> => {
    await lockWorkspace(transaction, workspaceId);
    if ((await transaction.alertRule.count({ where: { workspaceId } })) >= maxRules)
      return fail(new BadAlertRule('name', `is of one rule too many: a workspace has at most ${maxRules}`));
    const problem =
      (await takenName(transaction, workspaceId, checked.value.name)) ?? (await missingBaseline(transaction, workspaceId, input));
    if (problem !== null) return fail(problem);
    const { id } = await transaction.alertRule.create({
      data: {
        workspaceId,
        ...columnsOf(checked.value, input),
        createdBy: nameOf(person),
        createdAt: now,
        updatedAt: now,
        armedAt: now,
      },
    });
    return succeed(id);
  });
  if (!saved.ok) return saved;
  await replayed(stores, workspaceId, saved.value, now);
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return saved;
}

/**
 * Changes a rule, and gives its id. `basedOn`: when the version that the change is based on was saved. Where what it watches, or when that is
 * bad, is changed, or it is switched off, its series begin again and what was open is closed.
 */
export async function updateRule(
  { stores, live, workspaceId }: Changing,
  id: string,
  input: RuleInput,
  basedOn: Date,
  now: Date,
): Promise<Saved> {
  const checked = checkRule(input);
  if (!checked.ok) return checked;
  const saved = await stores.prisma.$transaction(
    async (transaction): Promise<Result<{ isOther: boolean }, BadAlertRule | AlertRuleChanged | NotFound>> => {
      await lockWorkspace(transaction, workspaceId);
      const held = await transaction.alertRule.findUnique({ where: { id, workspaceId } });
      if (held === null) return fail(new NotFound('Alert rule', id));
      if (held.updatedAt.getTime() !== basedOn.getTime()) return fail(new AlertRuleChanged(held.name, held.updatedAt));
      const problem =
        (held.name === checked.value.name ? null : await takenName(transaction, workspaceId, checked.value.name)) ??
        (await missingBaseline(transaction, workspaceId, input));
      if (problem !== null) return fail(problem);
      const columns = columnsOf(checked.value, input);
      const isOther =
        !isSame(held.condition, columns.condition) || held.forMinutes !== columns.forMinutes || (held.isEnabled && !columns.isEnabled);
      await transaction.alertRule.update({
        where: { id, workspaceId },
        data: { ...columns, updatedAt: now, ...(isOther && { armedAt: now, evaluatedTo: null, problem: null }) },
      });
      return succeed({ isOther });
    },
  );
  if (!saved.ok) return saved;
  if (saved.value.isOther) await closeRule({ stores, live, workspaceId }, id, now);
  await replayed(stores, workspaceId, id, now);
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed(id);
}

/** Deletes a rule, and gives its id. Its episodes are kept; what is open is closed. */
export async function deleteRule(changing: Changing, id: string, now: Date): Promise<Result<string, NotFound>> {
  return (await closeAndRemove(changing, id, now)) ? succeed(id) : fail(new NotFound('Alert rule', id));
}

/** No notices go out until then; null: they do. What fires then is notified when the time is over. */
export async function muteRule(
  { stores, live, workspaceId }: Changing,
  id: string,
  until: Date | null,
  now: Date,
): Promise<Result<string, BadAlertRule | NotFound>> {
  if ((await stores.prisma.alertRule.count({ where: { id, workspaceId } })) === 0) return fail(new NotFound('Alert rule', id));
  if (until !== null && (until <= now || until.getTime() > now.getTime() + longestMuteMs))
    return fail(new BadAlertRule('until', `is ${until.toISOString()}; a time within the next 365 days is taken`));
  await stores.prisma.alertRule.updateMany({ where: { id, workspaceId }, data: { mutedUntil: until } });
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed(id);
}

const longestMuteMs = 365 * dayMs;

const asJson = (condition: Condition): Prisma.InputJsonObject =>
  ('filter' in condition ? { ...condition, filter: filterAsJson(condition.filter) } : { ...condition }) as Prisma.InputJsonObject;

const columnsOf = ({ condition, schedule, ...rule }: CheckedRule, { channelIds, escalateTo }: RuleInput) => ({
  ...rule,
  source: condition.source,
  condition: asJson(condition),
  schedule: schedule === null ? Prisma.DbNull : (schedule as unknown as Prisma.InputJsonObject),
  channelIds: [...new Set(channelIds ?? [])],
  escalateTo: [...new Set(escalateTo ?? [])],
});

/** Whether two conditions are one, in whatever order their fields stand. */
function isSame(stored: unknown, next: unknown): boolean {
  const ordered = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, part]) => [name, ordered(part)]),
        )
      : value;
  return JSON.stringify(ordered(stored)) === JSON.stringify(ordered(next));
}

async function takenName(transaction: Prisma.TransactionClient, workspaceId: string, name: string): Promise<BadAlertRule | null> {
  const isTaken = (await transaction.alertRule.count({ where: { workspaceId, name } })) > 0;
  return isTaken ? new BadAlertRule('name', `is "${name}", which another rule of this workspace has`) : null;
}

/** Why a rule about drift can't compare with its baseline; null: it can, or it compares with the time before. */
async function missingBaseline(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  { driftBaselineId: id }: RuleInput,
): Promise<NotFound | null> {
  if (id == null || (await transaction.driftBaselinePin.count({ where: { workspaceId, id } })) > 0) return null;
  return new NotFound('Drift baseline', id, 'input.driftBaselineId');
}

/** Looks how many notices the last 30 days would have brought, and keeps it. */
async function replayed(stores: Stores, workspaceId: string, id: string, now: Date): Promise<void> {
  const [rule] = await ruleById(stores.postgres, { workspaceId, id });
  if (rule === undefined) return;
  // A replay that takes too long is made again in the background; the rule is saved all the same.
  const found = await replayRule(stores, rule, now).catch(() => null);
  if (found === null) return;
  const { noticesPerWeek } = found;
  await storeReplay(stores.postgres, { workspaceId, id, noticesPerWeek, now });
}
