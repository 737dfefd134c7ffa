import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, IngestBusy } from '../../platform/ingest/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import { deleteRows } from '../../platform/store/clickhouse/mutations.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { checkEvents } from './ingest.ts';
import { eventsBefore, ofUnits } from './queries/events.ts';
import { eventLines } from './record.ts';
import { eventsTable } from './tables.ts';
import { maxEvents } from './types.ts';

let lastVersion = 0;
/** Microseconds since the epoch, always rising: of two sendings of one event the later wins. */
const nextVersion = (): number => (lastVersion = Math.max(lastVersion + 1, Date.now() * 1_000));

/**
 * Masks and stores the events of a batch that can be stored; they are durable on return. An event is known by its name, its unit, its external
 * id, and by whether a client key sent it: such a key is no secret, and changes nothing that a server sent.
 */
export async function recordEvents(
  stores: Stores,
  { workspaceId, keyScope }: Pick<Viewer, 'workspaceId' | 'keyScope'>,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge | IngestBusy>> {
  if (items.length > maxEvents) return fail(new BatchTooLarge('events', items.length, maxEvents));
  const { events, rejected } = checkEvents(items, now);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const origin = keyScope === 'CLIENT' ? 'client:' : '';
  const lines = events.map((event) =>
    eventsTable.line({
      ...event,
      workspaceId,
      version: nextVersion(),
      externalId: origin + (masker === null ? event.externalId : masker.id(event.externalId)),
      ...(masker !== null && {
        unitId: masker.id(event.unitId),
        attributes: event.attributes === '' ? '' : masker.jsonText(event.attributes),
      }),
    }),
  );
  try {
    await eventLines.write(stores, workspaceId, lines);
  } catch (error) {
    if (error instanceof IngestBusy) return fail(error);
    throw error;
  }
  observeIngest({ kind: 'event', accepted: events.length, updated: 0, rejected: rejected.length });
  return succeed({ accepted: events.length, updated: 0, rejected });
}

/** Removes the events of users. */
export async function eraseEvents(
  stores: Stores,
  { workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] },
): Promise<void> {
  await eventLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'events', workspaceId }, ofUnits(workspaceId, userIds));
}

/** Removes the events of a workspace from before the cutoff. */
export async function expireEvents(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  await eventLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'events', workspaceId }, eventsBefore(workspaceId, cutoff));
}
