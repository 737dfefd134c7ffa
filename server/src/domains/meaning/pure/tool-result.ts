import { pageLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import type { Emotion, Trajectory } from '../types.ts';

/** What the assistant asks of a sentiment. */
export const sentimentFields = `messageCount supportedCount average low high
  emotions { emotion messageCount share previousShare }
  trajectories { trajectory conversationCount }
  correlations { sentence }`;

export interface FoundSentiment {
  readonly messageCount: number;
  readonly supportedCount: number;
  readonly average: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly emotions: readonly {
    readonly emotion: Emotion;
    readonly messageCount: number;
    readonly share: number;
    readonly previousShare: number | null;
  }[];
  readonly trajectories: readonly { readonly trajectory: Trajectory; readonly conversationCount: number }[];
  readonly correlations: readonly { readonly sentence: string }[];
}

/** The facts and the table of emotions of a sentiment, as a tool answers. */
export function sentimentResult({ messageCount, supportedCount, average, low, high, emotions, trajectories }: FoundSentiment) {
  const shareOf = (emotion: Emotion): number | null => emotions.find((one) => one.emotion === emotion)?.share ?? null;
  const countOf = (trajectory: Trajectory): number => trajectories.find((one) => one.trajectory === trajectory)?.conversationCount ?? 0;
  return {
    facts: [
      fact('messageCount', "Users' messages", messageCount),
      fact('readCount', 'Messages whose sentiment was read (English)', supportedCount),
      fact('averageSentiment', 'Mean sentiment, -1 to 1', average, {
        interval: low === null || high === null ? null : { low, high },
        n: supportedCount,
      }),
      fact('frustrationShare', 'Messages that show frustration', shareOf('FRUSTRATION'), { unit: 'share', n: supportedCount }),
      fact('confusionShare', 'Messages that show confusion', shareOf('CONFUSION'), { unit: 'share', n: supportedCount }),
      fact('satisfactionShare', 'Messages that show satisfaction', shareOf('SATISFACTION'), { unit: 'share', n: supportedCount }),
      fact('turnedNegativeCount', 'Conversations that turned negative', countOf('TURNED_NEGATIVE')),
      fact('resolvedCount', 'Conversations that turned for the better', countOf('RESOLVED')),
    ],
    table: tableOf(emotions, (at) => [
      at.text('emotion', 'Emotion', (row) => row.emotion),
      at.number('messages', 'Messages', (row) => row.messageCount, { unit: 'messages' }),
      at.number('share', 'Share', (row) => row.share, { unit: 'share' }),
      at.number('previousShare', 'Share in the period before', (row) => row.previousShare, { unit: 'share' }),
    ]),
    links: [pageLink('Sentiment', '/sentiment')],
  };
}
