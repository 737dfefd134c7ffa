import { builder } from '../../../platform/graphql/builder.ts';
import type { Preview } from '../load/replay.ts';
import type { ReplayedEpisode } from '../pure/replay.ts';
import type { AlertTemplate } from '../commands/templates.ts';

/** Episodes that a preview lists; all are counted. */
const mostShown = 500;

const AlertPreviewEpisodeRef = builder.objectRef<ReplayedEpisode>('AlertPreviewEpisode').implement({
  description: 'An episode that a rule would have had.',
  fields: (t) => ({
    series: t.exposeString('series', {
      description: "Value of the rule's dimension; empty: all messages. Of events, what the episode is about.",
    }),
    from: t.field({ type: 'DateTime', description: 'Time when the episode would have opened.', resolve: ({ from }) => new Date(from) }),
    to: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time when the episode would have been over; null: it would still be open.',
      resolve: ({ to }) => (to === null ? null : new Date(to)),
    }),
    peak: t.exposeFloat('peak', {
      nullable: true,
      description: 'Worst value, in the unit of the metric, percent of a change, or US dollars; null: of events.',
    }),
  }),
});

export const AlertPreviewRef = builder.objectRef<Preview>('AlertPreview').implement({
  description: 'What an alert rule would have done in the days before now: the rule is replayed on what is stored.',
  fields: (t) => ({
    episodeCount: t.int({ description: 'Number of episodes, listed or not.', resolve: ({ episodes }) => episodes.length }),
    episodes: t.field({
      type: [AlertPreviewEpisodeRef],
      description: `Episodes, the latest first; at most ${mostShown}.`,
      resolve: ({ episodes }) => episodes.toSorted((one, other) => other.from - one.from).slice(0, mostShown),
    }),
    noticesPerWeek: t.exposeFloat('noticesPerWeek', {
      nullable: true,
      description: 'Number of notices a week; null: the source can’t be replayed.',
    }),
    sentence: t.exposeString('sentence', { description: 'What the preview shows, in words.' }),
  }),
});

export const AlertTemplateRef = builder.objectRef<AlertTemplate>('AlertTemplate').implement({
  description: 'An alert rule that teams with language models mostly want, made with `createAlertFromTemplate`.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the template.' }),
    name: t.string({ description: 'Name of the rule that the template makes.', resolve: ({ rule }) => rule.name }),
    sentence: t.exposeString('sentence', { description: 'What the rule fires on, in words.' }),
    isProposed: t.exposeBoolean('isProposed', {
      description: 'Whether the level follows from the last 14 days of the workspace; false: it is fixed, or the rule has none.',
    }),
    rule: t.field({
      type: 'JSON',
      description: 'Rule that the template makes, an AlertRuleInput without channels.',
      resolve: ({ rule }) => rule,
    }),
  }),
});
