import { dayMs } from '../../../platform/ingest/time.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { enqueue } from '../../../platform/jobs/jobs.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { settingsOf } from '../../settings/load.ts';
import { MessageList } from '../../messages/load/whole-list.ts';
import { exportingData } from '../background/kinds.ts';
import { BadExport } from '../errors.ts';
import { checkExport, type FileInput } from '../ingest/file.ts';
import { filterAsJson } from '../pure/filter.ts';
import { insertDataExport, lockRequests, waitingExports } from '../queries/exports.ts';
import { keptDays, maxMessages, maxWaiting } from '../types.ts';

export const expiryOf = (now: Date): Date => new Date(now.getTime() + keptDays * dayMs);

/** A filter with the zone and the week that it is counted by: the file keeps those of its request, whatever the settings of the workspace become. */
export async function withCalendar(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  filter: AnalyticsFilter,
): Promise<AnalyticsFilter> {
  const settings = await settingsOf(stores, workspaceId);
  return { ...filter, timeZone: filter.timeZone ?? settings.timeZone ?? utcZone, weekStart: filter.weekStart ?? settings.weekStart };
}

/** Has a file made; returns the id of the export. */
export async function createExport(
  stores: Stores,
  { workspaceId, person }: Pick<Viewer, 'workspaceId' | 'person'>,
  input: FileInput,
  now: Date,
): Promise<Result<string, BadExport>> {
  const checked = checkExport(input);
  if (!checked.ok) return checked;
  const { type, format, roles } = checked.value;
  const filter = await withCalendar(stores, workspaceId, checked.value.filter);
  const isOfMessages = type === 'COMPLETE' && format !== 'REPORT';
  // It also waits until what was sent before is counted.
  const messageCount = isOfMessages ? (await MessageList.open(stores, workspaceId, { filter, roles })).count : 0;
  if (messageCount > maxMessages) {
    const [selected, most] = [messageCount, maxMessages].map((count) => count.toLocaleString('en'));
    return fail(new BadExport('filter', `selects ${selected} messages; a file has at most ${most}: choose a shorter time range`));
  }
  return inTransaction(stores.postgres, async (client) => {
    await lockRequests(client, { workspaceId });
    const [{ count } = { count: 0 }] = await waitingExports(client, { workspaceId });
    if (count >= maxWaiting)
      return fail(new BadExport('', `the workspace has ${count} exports that are not done, the most there can be: wait, or cancel one`));
    const taskId = await enqueue(client, exportingData, { workspaceId, totalCount: messageCount });
    const [made] = await insertDataExport(client, {
      workspaceId,
      taskId,
      type,
      format,
      filter: filterAsJson(filter),
      roles,
      requestedBy: person === null ? null : person.name === '' ? person.email : person.name,
      scheduleId: null,
      dueAt: null,
      expiresAt: expiryOf(now),
    });
    return succeed((made as { id: string }).id);
  });
}
