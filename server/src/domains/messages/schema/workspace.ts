import { builder } from '../../../platform/graphql/builder.ts';
import { extentOfWorkspace } from '../loaders.ts';

builder.prismaObjectFields('Workspace', (t) => ({
  messageCount: t.int({
    description: 'Number of messages, of every role. The number is a second old, or a few seconds where there are millions.',
    resolve: async (_workspace, _args, context) => (await extentOfWorkspace(context).load('extent')).messageCount,
  }),
  firstMessageAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'Time of the earliest message; null: there is none.',
    resolve: async (_workspace, _args, context) => {
      const { messageCount, firstMs } = await extentOfWorkspace(context).load('extent');
      return messageCount === 0 ? null : new Date(firstMs);
    },
  }),
}));
