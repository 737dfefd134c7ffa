import { setTimeout } from 'node:timers/promises';
import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ProjectedMessages } from '../../facts/hooks.ts';
import { anyQueuedBefore, queueMeaning, removedPlaces, rowsAt, rowsBefore } from '../queries.ts';

import { forgetTerms } from '../queries/topic-rows.ts';

const pollMs = 100;
/** So long a purge waits for rows under way; what it misses goes with the next. */
const longestWaitMs = 60_000;
/** Messages in one statement. */
const stepCount = 5_000;

/** In the transaction of a batch of the projector: its messages are read after its commit. */
export async function passOnToReading(client: Statements, batches: readonly ProjectedMessages[]): Promise<void> {
  for (const batch of batches) await queueMeaning(client, batch);
}

/** Takes what was derived of messages off the disk that were created before `cutoff`. */
export async function expireMeaning({ clickhouse }: Pick<Stores, 'clickhouse'>, workspaceId: string, cutoff: Date): Promise<void> {
  await deleteRows(clickhouse, { table: 'message_meaning', workspaceId }, rowsBefore(cutoff));
}

/** Takes what was derived of deleted messages off the disk, once their removals are written. */
export async function purgeMeaning({ postgres, clickhouse }: Stores, { workspaceId }: { readonly workspaceId: string }): Promise<void> {
  const before = new Date();
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += pollMs) {
    if ((await anyQueuedBefore(postgres, { workspaceId, before })) === 0) break;
    await setTimeout(pollMs);
  }
  // Terms of topics may be of the messages that go; they are found again by the next run.
  await forgetTerms(postgres, { workspaceId });
  const version = await nextVersion(postgres);
  for (;;) {
    const places = await removedPlaces(clickhouse, { workspaceId, version, limit: stepCount });
    if (places.length === 0) return;
    await deleteRows(clickhouse, { table: 'message_meaning', workspaceId }, rowsAt(places, version));
  }
}
