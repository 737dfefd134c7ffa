import { builder } from '../../platform/graphql/builder.ts';
import { BackgroundTaskRef } from '../../platform/jobs/schema.ts';
import { startRebuild } from './commands.ts';

builder.mutationField('rebuildFacts', (t) =>
  t.prismaField({
    type: BackgroundTaskRef,
    authScopes: { atLeast: 'ADMIN' },
    description:
      'Writes every fact of this workspace anew from PostgreSQL, in the background, while the dashboard goes on answering. A rebuild that is already under way is given back.',
    resolve: (query, _root, _args, { stores, viewer }) => startRebuild(stores, { workspaceId: viewer.workspaceId, query }),
  }),
);
