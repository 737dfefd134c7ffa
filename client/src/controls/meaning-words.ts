import type { Emotion } from '../graphql/generated/graphql.ts';

export const emotionWords: Readonly<Record<Emotion, string>> = {
  FRUSTRATION: 'Frustration',
  CONFUSION: 'Confusion',
  SATISFACTION: 'Satisfaction',
  URGENCY: 'Urgency',
  GRATITUDE: 'Gratitude',
  CURIOSITY: 'Curiosity',
  ANGER: 'Anger',
  DISAPPOINTMENT: 'Disappointment',
  JOY: 'Joy',
  SADNESS: 'Sadness',
  WORRY: 'Worry',
  SURPRISE: 'Surprise',
};

const names = new Intl.DisplayNames('en', { type: 'language' });
/** "de" is German; "und": not determined. */
export const languageName = (code: string): string => (code === 'und' ? 'not determined' : (names.of(code) ?? code));
