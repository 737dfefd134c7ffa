import { builder } from '../../../platform/graphql/builder.ts';
import { watchOf, type Watch } from '../load/status.ts';

const SignalWatchRef = builder.objectRef<Watch>('SignalWatch').implement({
  description: 'How far the metrics of the workspace are watched.',
  fields: (t) => ({
    judgedUntil: t.expose('judgedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the last hour that was judged; null: the messages were not looked at yet.',
    }),
    seriesCount: t.exposeInt('seriesCount', {
      description: 'Number of watched series; 0: no metric has 100 measurements on two days of the last week.',
    }),
    learningCount: t.exposeInt('learningCount', { description: 'Number of these that are too new for anything to be found.' }),
  }),
});

builder.queryFields((t) => ({
  signalWatch: t.field({
    type: SignalWatchRef,
    authScopes: { may: 'READ' },
    description: 'How far the metrics of the workspace are watched.',
    resolve: (_root, _args, { stores, viewer }) => watchOf(stores, viewer.workspaceId),
  }),
}));
