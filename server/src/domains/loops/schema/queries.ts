import { builder } from '../../../platform/graphql/builder.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { LoopRef } from './loop.ts';

const mostLoops = 500;
const noticeEveryMs = 500;

builder.queryFields((t) => ({
  loops: t.prismaField({
    type: [LoopRef],
    authScopes: { may: 'READ' },
    description: `Loops of the workspace, newest first; at most ${mostLoops}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.loop.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: mostLoops,
      }),
  }),
  loop: t.prismaField({
    type: LoopRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The loop with this id; null: there is none.',
    args: { id: t.arg.globalID({ required: true, for: LoopRef, description: 'Global id of the loop.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.loop.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } }),
  }),
}));

builder.subscriptionField('loopChanged', (t) =>
  t.prismaField({
    type: LoopRef,
    authScopes: { may: 'READ' },
    description: 'A loop: the present state at once, then again whenever it has come on, at most twice a second.',
    args: { id: t.arg.globalID({ required: true, for: LoopRef, description: 'Global id of the loop.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live }) =>
      coalesced(live, 'loops.changed', id.id, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<unknown>,
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const loop = await stores.prisma.loop.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } });
      if (loop === null) throw new NotFound('Loop', id.id);
      return loop;
    },
  }),
);
