import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { REBUILD_KIND } from './background/rebuild.ts';
import { messageFacts, messageTexts } from './tables.ts';

/** Asks for a rebuild of the workspace's facts; one that is already waiting or running is given back. */
export async function startRebuild({ prisma }: Pick<Stores, 'prisma'>, { workspaceId, query = {} }: { workspaceId: string; query?: object }) {
  const running = await prisma.backgroundTask.findFirst({
    ...query,
    where: { workspaceId, kind: REBUILD_KIND, status: { in: ['QUEUED', 'RUNNING'] } },
  });
  return running ?? prisma.backgroundTask.create({ ...query, data: { workspaceId, kind: REBUILD_KIND } });
}

const removal = ['workspaceId', 'createdAt', 'messageId', 'version', 'isDeleted'] as const;
const removedFacts = messageFacts.only(...removal);
const removedTexts = messageTexts.only(...removal);

/** Removes what was counted of messages: whatever stands there under a lower version. The facts last: by them a removal that was cut off is found again. */
export async function removeFacts(
  clickhouse: ClickHouse,
  workspaceId: string,
  messages: readonly { readonly createdAt: Date; readonly messageId: number }[],
  version: number,
): Promise<void> {
  if (messages.length === 0) return;
  for (const table of [removedTexts, removedFacts]) {
    const lines = messages.map(({ createdAt, messageId }) => table.line({ workspaceId, createdAt, messageId, version, isDeleted: 1 }));
    await clickhouse.insert(table.name, table.columnNames, lines.join('\n'));
  }
}
