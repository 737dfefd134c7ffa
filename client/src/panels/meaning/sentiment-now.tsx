import { BarList } from 'ui-kit/bar-list';
import { Gauge } from 'ui-kit/gauge';
import type { Emotion, SentimentNowFragment } from '../../graphql/generated/graphql.ts';
import { emotionWords } from '../../controls/meaning-words.ts';
import styles from './meaning.module.css';

const shown: readonly Emotion[] = ['FRUSTRATION', 'CONFUSION', 'SATISFACTION'];
const ranges = [
  { to: -0.3, label: 'negative' },
  { to: -0.05, label: 'rather negative' },
  { to: 0.05, label: 'neutral' },
  { to: 0.3, label: 'rather positive' },
  { to: 1, label: 'positive' },
] as const;

/** One number between negative and positive with its interval, and the feelings that matter most. */
export function SentimentNow({ now }: { readonly now: SentimentNowFragment }) {
  const { average, low, high, emotions } = now;
  const items = shown.flatMap((emotion) => {
    const found = emotions.find((one) => one.emotion === emotion);
    if (found === undefined) return [];
    const before = found.previousShare == null ? {} : { before: found.previousShare };
    return [{ key: emotion, label: emotionWords[emotion], value: found.share, ...before }];
  });
  return (
    <div className={styles.now}>
      <Gauge
        label="Mean sentiment"
        value={average == null ? average : Math.round(average * 100) / 100}
        unit="number"
        domain={[-1, 1]}
        ranges={ranges}
      />
      {low != null && high != null && (
        <p className="quiet">
          95 % interval {low.toFixed(2)} to {high.toFixed(2)}
        </p>
      )}
      <BarList
        title="Messages that show a feeling"
        items={items}
        unit="share"
        labels={{ item: 'Feeling', value: 'Share of messages', before: 'the period before' }}
      />
    </div>
  );
}
