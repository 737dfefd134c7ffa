import type { PersonalAct } from '../../../platform/graphql/acted.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../commands.ts';
import { entryOfRequest } from '../queries/entries.ts';
import { gather } from './gathering.ts';

/**
 * Records what a person has done by a mutation that programs send as well, where no row that the trail follows shows it: messages, points of
 * training. An import sends hundreds of them: they are gathered.
 */
export async function recordAct(stores: Stores, { workspaceId, actor }: PersonalAct): Promise<void> {
  const { requestId, action } = actor;
  if (requestId !== null && (await entryOfRequest(stores.postgres, { workspaceId, requestId, action })) > 0) return;
  await gather(stores, JSON.stringify(['act', workspaceId, actor.id, action]), (count) =>
    recordEvent(stores.postgres, workspaceId, { count, isPrivate: true }, actor),
  );
}
