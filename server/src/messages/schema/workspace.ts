import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { workspaceExtent, type WorkspaceExtent } from '../workspace.ts';

/** Both fields of one answer, and every page's sidebar, share one look at the store. */
const FRESH_MS = 2_000;
const recent = new Map<string, { readAt: number; extent: Promise<WorkspaceExtent> }>();

async function extentOf({ stores, viewer }: Context): Promise<WorkspaceExtent> {
  const now = Date.now();
  const known = recent.get(viewer.workspaceId);
  if (known !== undefined && now - known.readAt < FRESH_MS) return known.extent;
  const extent = workspaceExtent(stores.clickhouse, { workspaceId: viewer.workspaceId }).then(([row]) => row as WorkspaceExtent);
  recent.set(viewer.workspaceId, { readAt: now, extent });
  extent.catch(() => recent.delete(viewer.workspaceId));
  return extent;
}

builder.prismaObjectFields('Workspace', (t) => ({
  messageCount: t.int({
    description: 'Messages of every role, as analytics have them; up to two seconds old.',
    resolve: async (_workspace, _args, context) => (await extentOf(context)).messageCount,
  }),
  firstMessageAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When the oldest message was created; null: there is none yet.',
    resolve: async (_workspace, _args, context) => (await extentOf(context)).firstMessageAt,
  }),
}));
