import type { Emotion, Trajectory } from '../../graphql/generated/graphql.ts';

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

export const trajectoryWords: Readonly<Record<Trajectory, string>> = {
  RESOLVED: 'Resolved',
  STEADY: 'Never negative',
  TURNED_NEGATIVE: 'Turned negative',
  LEFT_NEGATIVE: 'Negative throughout',
};

/** What panels say where no feelings were read. */
export const nothingRead = {
  says: 'No user message here is in a language whose feelings are read.',
  how: 'Send messages with role USER; English is read, within seconds of their arrival.',
} as const;

const names = new Intl.DisplayNames('en', { type: 'language' });
/** "de" is German; "und": not determined. */
export const languageName = (code: string): string => (code === 'und' ? 'not determined' : (names.of(code) ?? code));
