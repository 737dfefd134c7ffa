import { dayMs, hourMs } from '../../../analytics/pure/interval.ts';
import { Sentiment } from '../../../meaning/load/sentiment.ts';
import { distanceOf } from '../../pure/weight.ts';
import type { InsightSource } from '../source.ts';
import { lastWeek, weekLink } from '../week.ts';

/** Standard errors from which on a turn is sure enough for a line that is looked for each hour. */
const leastDistance = 3;
/** A turn by less of the scale from -1 to 1 is not worth a line. */
const leastTurn = 0.03;

/** Whether users feel better or worse than the week before. */
export const sentiment: InsightSource = {
  name: 'SENTIMENT',
  kinds: ['SENTIMENT'],
  everyMs: hourMs,
  find: async ({ stores, workspaceId, now }) => {
    const weeks = lastWeek(now);
    const before = { from: new Date(weeks.from.getTime() - 7 * dayMs), to: weeks.from };
    const averageOf = async (filter: { from: Date; to: Date }) => (await Sentiment.open(stores, workspaceId, filter, now)).average();
    const [then, current] = [await averageOf(before), await averageOf(weeks)];
    if (then === null || current === null) return [];
    const distance = distanceOf(then, current);
    const turn = current.mean - then.mean;
    if (distance === null || Math.abs(distance) < leastDistance || Math.abs(turn) < leastTurn) return [];
    const isWorse = turn < 0;
    return [
      {
        kind: 'SENTIMENT',
        key: isWorse ? 'DOWN' : 'UP',
        dimension: '',
        sentence: `Users' messages became ${isWorse ? 'more negative' : 'more positive'}: their mean sentiment ${isWorse ? 'fell' : 'rose'} from ${then.mean.toFixed(2)} to ${current.mean.toFixed(2)}, on a scale from -1 to 1.`,
        value: current.mean,
        unit: 'number',
        link: weekLink('/sentiment', weeks),
        weight: Math.min(1, (isWorse ? 0.6 : 0.35) + Math.abs(turn)),
      },
    ];
  },
};
