import { hourMs } from '../../../analytics/pure/interval.ts';
import { topicsIn } from '../../../meaning/load/topics.ts';
import { weightOfTopic } from '../../pure/weight.ts';
import type { InsightSource } from '../source.ts';
import { lastWeek, weekLink } from '../week.ts';

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

/** Topics of users' messages that are new this week, or that grow. */
export const topics: InsightSource = {
  name: 'TOPICS',
  kinds: ['NEW_TOPIC', 'GROWING_TOPIC'],
  everyMs: hourMs,
  find: async ({ stores, workspaceId, now }) => {
    const weeks = lastWeek(now);
    const found = await topicsIn(stores, workspaceId, weeks, now);
    return found
      .filter(({ isGrowing }) => isGrowing)
      .map(({ number, name, share, previousShare, change, isNew }) => ({
        kind: isNew ? 'NEW_TOPIC' : 'GROWING_TOPIC',
        key: String(number),
        dimension: 'TOPIC',
        sentence: isNew
          ? `Users write about something new: ${name}. It is ${percent(share)} of their messages.`
          : `More users write about ${name}: ${percent(share)} of their messages, after ${percent(previousShare ?? 0)} the week before.`,
        value: share,
        unit: 'share',
        link: weekLink('/messages', weeks, { topic: String(number) }),
        weight: weightOfTopic({ isNew, share, change: change ?? 0 }),
      }));
  },
};
