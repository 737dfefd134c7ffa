/** What a user may feel, as a message says it (domains/meaning, docs/meaning.md). */
export const emotions = [
  'FRUSTRATION',
  'CONFUSION',
  'SATISFACTION',
  'URGENCY',
  'GRATITUDE',
  'CURIOSITY',
  'ANGER',
  'DISAPPOINTMENT',
  'JOY',
  'SADNESS',
  'WORRY',
  'SURPRISE',
] as const;
export type Emotion = (typeof emotions)[number];
