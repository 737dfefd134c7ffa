import { emotions, type Emotion } from '../analytics/pure/emotions.ts';

export { emotions, type Emotion };

/** Those whose probability is stored with every user message of a supported language. */
export const storedEmotions = ['FRUSTRATION', 'CONFUSION', 'SATISFACTION', 'URGENCY', 'GRATITUDE', 'CURIOSITY'] as const;

/** How the feelings of a conversation went: whether a low point was got over, was the end, or never came. */
export const trajectories = ['RESOLVED', 'STEADY', 'TURNED_NEGATIVE', 'LEFT_NEGATIVE'] as const;
export type Trajectory = (typeof trajectories)[number];

export const roles = ['USER', 'ASSISTANT', 'SYSTEM', 'TOOL'] as const;
export type Role = (typeof roles)[number];

export const jsonValidities = ['none', 'valid', 'invalid'] as const;
export type JsonValidity = (typeof jsonValidities)[number];

/** A language that could not be determined. */
export const undetermined = 'und';

/** A text as it comes to be read. */
export interface TextToRead {
  readonly role: Role;
  readonly content: string;
}

/** What one text means; what does not apply to its role is null or false. */
export interface TextMeaning {
  /** ISO 639-1, or `und`: could not be determined. */
  readonly language: string;
  /** Whether there is a model of emotions for the language. */
  readonly isSupported: boolean;
  /** -1 to 1, of a user's message in a supported language; else null. */
  readonly sentiment: number | null;
  /** Emotions above their thresholds, with their probabilities. */
  readonly emotions: readonly (readonly [Emotion, number])[];
  /** Of each emotion, in the order of `storedEmotions`; null: not a user's message, or not supported. */
  readonly probabilities: readonly number[] | null;
  readonly characterCount: number;
  readonly wordCount: number;
  /** Of answers. */
  readonly traits: TextTraits;
  /** Of messages of users and assistants (pure/embedding.ts); empty: no word, or another role. */
  readonly embedding: readonly number[];
  /** Which text it is, in 52 bits. */
  readonly textHash: number;
}

export interface TextTraits {
  readonly isRefusal: boolean;
  readonly isApology: boolean;
  readonly hasCode: boolean;
  readonly hasList: boolean;
  readonly jsonValidity: JsonValidity;
}

/** What the sentiment of conversations is correlated with. */
export const correlates = ['RATING', 'SUCCESS', 'TOOL_ERRORS', 'LATENCY'] as const;
export type Correlate = (typeof correlates)[number];
