import { builder } from '../../platform/graphql/builder.ts';
import { BackgroundTaskRef } from '../../platform/jobs/schema.ts';
import { startRebuild } from './commands.ts';

builder.mutationField('rebuildFacts', (t) =>
  t.prismaField({
    type: BackgroundTaskRef,
    authScopes: { may: 'REBUILD' },
    description:
      'Starts a background task that rewrites every fact of this workspace from PostgreSQL, and returns it; the dashboard keeps answering meanwhile. Returns the running task where there is one.',
    resolve: (query, _root, _args, { stores, viewer }) => startRebuild(stores, { workspaceId: viewer.workspaceId, query }),
  }),
);
