import type { SentimentGaugePanelFragment } from '../../../graphql/generated/graphql.ts';
import { SentimentNow } from '../../meaning/sentiment-now.tsx';
import { nothingRead } from '../../meaning/words.ts';
import { queryPanel } from '../panel.ts';

type Now = SentimentGaugePanelFragment['sentiment'];

/** How users feel, as one number between negative and positive, and the feelings that stand out. */
export const sentimentGauge = queryPanel<SentimentGaugePanelFragment, Now>({
  id: 'sentiment-gauge',
  title: 'Sentiment',
  section: 'quality',
  about: 'Mean sentiment of users’ messages, -1 to 1, and the shares that show frustration, confusion and satisfaction',
  flag: 'withSentimentGauge',
  size: { columns: 4, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  empty: nothingRead,
  read: ({ sentiment }) => (sentiment.supportedCount === 0 ? null : sentiment),
  hint: ({ supportedCount }) => `users’ messages, -1 to 1, n = ${supportedCount.toLocaleString('en')}`,
  draw: (now) => <SentimentNow now={now} />,
  table: ({ average, low, high, supportedCount, emotions }) => [
    ['what', 'value', 'low', 'high', 'messages'],
    ['average', average ?? null, low ?? null, high ?? null, supportedCount],
    ...emotions.map((one) => [one.emotion, one.share, null, null, one.messageCount]),
  ],
});
