import { memberPeople } from '../people/load/members.ts';
import { PersonRef } from '../people/schema.ts';
import { ownerOf } from '../preferences/load.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { BadArgument, unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { perOperation } from '../../platform/graphql/per-operation.ts';
import { dismissInsight, restoreInsight, visitInsights } from './commands.ts';
import { dismissedWhere, lastSeen, shownInsights } from './load.ts';
import { defaultFirst, maxNoteLength, mostFirst, type InsightKind, type InsightReason } from './types.ts';

const InsightKindRef = describedEnum<InsightKind>('InsightKind', 'What an insight is about.', {
  CHANGE: 'A metric changed against the week before.',
  INCIDENT: 'An anomaly goes on.',
  DRIFT: 'Messages differ from those of the week before.',
  NEW_TOPIC: 'Users write about a topic of which no message was in the week before.',
  GROWING_TOPIC: 'Users write about a topic more often than in the week before.',
  SENTIMENT: 'Users feel better or worse than in the week before.',
  UNTRUSTED_JUDGE: 'A judge agrees with people too little to be trusted.',
  COST_OUTLOOK: 'The month is forecast to cost more than its budget.',
});

const InsightReasonRef = describedEnum<InsightReason>('InsightReason', 'Why an insight is dismissed.', {
  NOT_IMPORTANT: 'The insight is true and does not matter: insights of its kind and dimension weigh half for 90 days.',
  KNOWN: 'The insight is known: that one alone is not shown again.',
  WRONG: 'The insight is not true: insights of its kind and dimension weigh two fifths for 90 days.',
});

/** The end of the viewer's visit before this one. */
const seenBefore = perOperation<string, Date | null>(async (ids, { stores, viewer }) => {
  const at = await lastSeen(stores, viewer.workspaceId, ownerOf(viewer), new Date());
  return ids.map(() => at);
});

const InsightRef = builder.prismaNode('Insight', {
  id: { field: 'id' },
  nullable: true,
  description: 'A sentence with a number about what changed in the workspace, and the page that shows more. Found in the background.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: InsightKindRef, description: 'What the insight is about.' }),
    sentence: t.exposeString('sentence', { description: 'Insight as an English sentence, with its number.' }),
    value: t.exposeFloat('value', {
      description:
        'Number of the insight, in `unit`: the metric now, the worst value of an anomaly, the size of a drift, the share of a topic, the mean sentiment, the agreement of a judge, or the cost of the month.',
    }),
    unit: t.exposeString('unit', { description: 'Unit of the value: share (0 to 1), ms, rating, usd, tokens, count or number.' }),
    link: t.exposeString('link', { description: 'Path and search of the page of the dashboard that shows more, within the workspace.' }),
    isNew: t.boolean({
      description:
        'Whether the insight was first found after the last visit of the viewer before this one (`visitInsights`); never true for a key of the workspace.',
      select: { createdAt: true },
      resolve: async ({ createdAt }, _args, context) => {
        const at = await seenBefore(context).load('');
        return at === null || createdAt > at;
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the insight was first found.' }),
    refreshedAt: t.expose('refreshedAt', { type: 'DateTime', description: 'Time when the insight was found last.' }),
    dismissedAt: t.expose('dismissedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the insight was dismissed; null: it is not.',
    }),
    dismissReason: t.expose('dismissReason', {
      type: InsightReasonRef,
      nullable: true,
      description: 'Reason of the dismissal; null: the insight is not dismissed.',
    }),
    dismissNote: t.exposeString('dismissNote', { nullable: true, description: 'Note of the dismissal; null: there is none.' }),
    dismissedBy: t.field({
      type: PersonRef,
      nullable: true,
      description:
        'Person who dismissed the insight; null: the insight is not dismissed, or by a key, a local caller or a person who is no member any more.',
      select: { dismissedBy: true },
      resolve: ({ dismissedBy }, _args, context) => (dismissedBy === null ? null : (memberPeople(context).load(dismissedBy) as never)),
    }),
  }),
});

const mostDismissed = 100;

builder.queryFields((t) => ({
  insights: t.field({
    type: [InsightRef],
    authScopes: { may: 'READ' },
    complexity: 5,
    description:
      'What matters in the workspace now, most first: insights that hold and are not dismissed, ranked by their size and by what dismissals have taught; at most three of a kind, and at most 20.',
    args: { first: t.arg.int({ description: `Number of insights, 1 to ${mostFirst}; absent: ${defaultFirst}.` }) },
    resolve: (_root, { first }, { stores, viewer }) => {
      const count = first ?? defaultFirst;
      if (count < 1 || count > mostFirst) throw new BadArgument('first', `is ${count}; 1 to ${mostFirst} are taken`);
      return shownInsights(stores, viewer.workspaceId, count, new Date());
    },
  }),
  dismissedInsights: t.prismaField({
    type: [InsightRef],
    authScopes: { may: 'READ' },
    description: `Insights whose dismissal still teaches, of the last 90 days, the last one first; at most ${mostDismissed}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.insight.findMany({
        ...query,
        where: dismissedWhere(viewer.workspaceId, new Date()),
        orderBy: [{ dismissedAt: 'desc' }, { id: 'asc' }],
        take: mostDismissed,
      }),
  }),
}));

builder.mutationFields((t) => ({
  dismissInsight: t.prismaField({
    type: InsightRef,
    authScopes: { may: 'JUDGE_ANOMALIES' },
    description:
      'Dismisses an insight for the whole workspace. The reason teaches: insights of the same kind and dimension weigh less for 90 days (docs/insights.md).',
    args: {
      id: t.arg.globalID({ required: true, for: InsightRef, description: 'Global id of the insight.' }),
      reason: t.arg({ type: InsightReasonRef, required: true, description: 'Reason of the dismissal.' }),
      note: t.arg.string({ description: `Note, at most ${maxNoteLength} characters; absent: none.` }),
    },
    resolve: async (query, _root, { id, reason, note }, { stores, viewer }) => {
      const found = unwrap(await dismissInsight(stores, viewer, { id: uuidKey(id.id), reason, note: note ?? null }, new Date()));
      return stores.prisma.insight.findUniqueOrThrow({ ...query, where: { id: found, workspaceId: viewer.workspaceId } });
    },
  }),
  restoreInsight: t.prismaField({
    type: InsightRef,
    authScopes: { may: 'JUDGE_ANOMALIES' },
    description: 'Takes the dismissal of an insight back: it teaches nothing any more, and the insight is shown while it holds.',
    args: { id: t.arg.globalID({ required: true, for: InsightRef, description: 'Global id of the insight.' }) },
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const found = unwrap(await restoreInsight(stores, viewer.workspaceId, uuidKey(id.id)));
      return stores.prisma.insight.findUniqueOrThrow({ ...query, where: { id: found, workspaceId: viewer.workspaceId } });
    },
  }),
  visitInsights: t.field({
    type: 'DateTime',
    nullable: true,
    authScopes: { may: 'OWN_ACCOUNT' },
    description:
      'Remembers that the viewer looks at the insights now, and returns the end of the visit before; null: there was none, or the viewer is a key of the workspace, which is no person. Looks less than half an hour apart are one visit.',
    resolve: (_root, _args, { stores, viewer }) => visitInsights(stores, viewer, new Date()),
  }),
}));
