import { builder } from '../../../platform/graphql/builder.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { changesOfUpdates } from '../arrivals.ts';
import { changedUpdates, lastVersion, stopOf } from '../queries.ts';
import { ParameterUpdateRef } from './update.ts';

builder.subscriptionField('parameterUpdateChanged', (t) =>
  t.prismaField({
    type: ParameterUpdateRef,
    authScopes: { may: 'READ' },
    description: 'Each request, receipt, application and refusal of a parameter update of a training job.',
    args: { jobId: t.arg.id({ required: true, description: 'Global id of the job.' }) },
    extensions: { sharing: 'events' },
    subscribe: async (_root, { jobId }, { stores: { postgres }, live, viewer: { workspaceId } }) => {
      const key = keyOfNode('TrainingJob', jobId, 'jobId');
      if ((await stopOf(postgres, { workspaceId, jobId: key })).length === 0) throw new NotFound('Training job', key, 'jobId');
      return changesOfUpdates(live, workspaceId, key, {
        last: async () => (await lastVersion(postgres, { workspaceId, jobId: key }))[0]?.version ?? '0',
        since: (since) => changedUpdates(postgres, { workspaceId, jobId: key, since }),
      }) as AsyncIterable<unknown>;
    },
    resolve: async (query, id, _args, { stores, viewer }) => {
      const update = await stores.prisma.parameterUpdate.findUnique({
        ...query,
        where: { id: id as string, workspaceId: viewer.workspaceId },
      });
      if (update === null) throw new NotFound('Parameter update', String(id));
      return update;
    },
  }),
);
