import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { emotionWords, languageName } from '../../controls/meaning-words.ts';
import styles from './conversation.module.css';

const bad = new Set(['FRUSTRATION', 'ANGER', 'DISAPPOINTMENT', 'SADNESS', 'WORRY', 'CONFUSION']);
const good = new Set(['SATISFACTION', 'GRATITUDE', 'JOY']);

/** Language and feelings of a user's message; nothing where they were not read, or are English and none. */
export function Feelings({ of: { role, meaning } }: { readonly of: TurnFragment }) {
  if (role !== 'USER' || meaning == null) return null;
  const { language, isSupported, emotions, sentiment, topic } = meaning;
  const isNamed = language !== 'en' && language !== 'und';
  if (emotions.length === 0 && !isNamed && topic == null) return null;
  return (
    <div className={styles.feelings}>
      {isNamed && (
        <span className="quiet">
          {languageName(language)}
          {isSupported ? '' : ', feelings not read'}
        </span>
      )}
      {emotions.map(({ emotion, probability }) => (
        <span
          key={emotion}
          title={`probability ${Math.round(probability * 100)} %${sentiment == null ? '' : `; sentiment ${sentiment.toFixed(2)}`}`}
        >
          <Badge tone={bad.has(emotion) ? 'bad' : good.has(emotion) ? 'good' : 'neutral'}>{emotionWords[emotion].toLowerCase()}</Badge>
        </span>
      ))}
      {topic != null && <span className="quiet">about {visible(topic.name)}</span>}
    </div>
  );
}
