import type { SentimentTrendPanelFragment } from '../../../graphql/generated/graphql.ts';
import { SentimentChart } from '../../meaning/sentiment-chart.tsx';
import { nothingRead } from '../../meaning/words.ts';
import { queryPanel } from '../panel.ts';

type Points = SentimentTrendPanelFragment['sentiment']['series'];

/** How users feel over time. */
export const sentimentTrend = queryPanel<SentimentTrendPanelFragment, Points>({
  id: 'sentiment-trend',
  title: 'Sentiment over time',
  section: 'quality',
  about: 'Mean sentiment of users’ messages over time, with its 95 % interval',
  flag: 'withSentimentTrend',
  size: { columns: 8, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  empty: nothingRead,
  read: ({ sentiment: { series } }) => (series.length === 0 ? null : series),
  hint: () => 'mean of users’ messages, -1 to 1, with its 95 % interval by conversation',
  draw: (points, view, heightPx) => <SentimentChart title="Sentiment over time" points={points} height={heightPx} onRange={view.onRange} />,
  table: (points) => [
    ['at', 'messages', 'average', 'low', 'high', 'frustrationShare', 'confusionShare', 'satisfactionShare'],
    ...points.map((one) => [
      one.at,
      one.messageCount,
      one.average,
      one.low ?? null,
      one.high ?? null,
      one.frustrationShare,
      one.confusionShare,
      one.satisfactionShare,
    ]),
  ],
});
