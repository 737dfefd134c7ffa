import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { AlertDeliveryRef } from './delivery.ts';
import { AlertSeverityRef, EpisodeStateRef } from './enums.ts';
import { AlertRuleRef } from './rule.ts';

const maxDeliveries = 200;

export const AlertEpisodeRef = builder.prismaNode('AlertEpisode', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'READ' },
  description: 'The time from when a series of an alert rule fires until it resolves.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    rule: t.relation('rule', { type: AlertRuleRef, nullable: true, description: 'Rule of the episode; null: the rule was deleted.' }),
    ruleName: t.exposeString('ruleName', { description: 'Name of the rule when the episode opened.' }),
    severity: t.expose('severity', { type: AlertSeverityRef, description: 'Severity of the rule when the episode opened.' }),
    series: t.exposeString('series', {
      description: "Value of the rule's dimension; empty: all messages. Of events, what the episode is about.",
    }),
    state: t.expose('state', { type: EpisodeStateRef, description: 'State of the episode.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'Time when the episode opened.' }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the acknowledgement; null: none.',
    }),
    acknowledgedBy: t.exposeString('acknowledgedBy', {
      nullable: true,
      description:
        'Name of the person who acknowledged the episode, or the way by which that was done; null: not acknowledged, or by a key.',
    }),
    resolvedAt: t.expose('resolvedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the episode was over; null: it is open.',
    }),
    sentence: t.exposeString('sentence', { description: 'What the evaluation saw that opened the episode.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description:
        'Value at the opening, in the unit of the metric, percent of a change, or US dollars; null: nothing was measured for too long.',
    }),
    peak: t.exposeFloat('peak', { nullable: true, description: 'Worst value so far, as `value`; null: as `value`.' }),
    link: t.exposeString('link', { description: 'Path of the page that shows what the episode is about.' }),
    deliveries: t.prismaField({
      type: [AlertDeliveryRef],
      description: `Notices of the episode, newest first; at most ${maxDeliveries}.`,
      resolve: (query, { id, workspaceId }, _args, { stores }) =>
        stores.prisma.alertDelivery.findMany({
          ...query,
          where: { workspaceId, episodeIds: { has: id } },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: maxDeliveries,
        }),
    }),
  }),
});
