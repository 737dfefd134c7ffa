import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Emotion } from '../pure/emotions.ts';

export const EmotionRef = describedEnum<Emotion>('Emotion', "Emotion that the words of a user's message show.", {
  FRUSTRATION: 'Annoyance, anger, disappointment or disapproval.',
  CONFUSION: 'Something is not understood.',
  SATISFACTION: 'Admiration, approval, joy, relief or gratitude.',
  URGENCY: 'Something is wanted soon, by words such as "urgent", "asap" and "by tomorrow".',
  GRATITUDE: 'Thanks are given.',
  CURIOSITY: 'Something is wanted to be known.',
  ANGER: 'Anger or disgust.',
  DISAPPOINTMENT: 'Hopes are not met.',
  JOY: 'Joy, amusement, excitement or love.',
  SADNESS: 'Sadness, grief or remorse.',
  WORRY: 'Fear or nervousness.',
  SURPRISE: 'Surprise, or something is realised.',
});
