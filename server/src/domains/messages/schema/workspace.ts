import { builder } from '../../../platform/graphql/builder.ts';
import { extentOfWorkspace } from '../loaders.ts';

builder.prismaObjectFields('Workspace', (t) => ({
  messageCount: t.int({
    description: 'How many messages it has, of every role. A second old, or a few where there are millions.',
    resolve: async (_workspace, _args, context) => (await extentOfWorkspace(context).load('extent')).messageCount,
  }),
  firstMessageAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When its earliest message was said; null: it has none.',
    resolve: async (_workspace, _args, context) => {
      const { messageCount, firstMs } = await extentOfWorkspace(context).load('extent');
      return messageCount === 0 ? null : new Date(firstMs);
    },
  }),
}));
