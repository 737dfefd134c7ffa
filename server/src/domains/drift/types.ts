export const driftMethods = ['PSI', 'KS', 'JENSEN_SHANNON', 'WASSERSTEIN', 'CHI_SQUARED', 'MMD', 'CLASSIFIER'] as const;
export type DriftMethod = (typeof driftMethods)[number];

export type FeatureKind = 'NUMBER' | 'CATEGORY' | 'VECTOR';
export type EffectLabel = 'NEGLIGIBLE' | 'SMALL' | 'MEDIUM' | 'LARGE';

/** What is compared between two windows. */
export const driftFeatures = [
  'PROMPT_LENGTH',
  'RESPONSE_LENGTH',
  'LANGUAGE',
  'TOPIC',
  'EMBEDDING',
  'VOCABULARY',
  'TOOL_USE',
  'MODEL_MIX',
  'REFUSAL_RATE',
  'APOLOGY_RATE',
  'JSON_VALIDITY',
  'CODE_SHARE',
  'LIST_SHARE',
  'SENTIMENT',
] as const;
export type DriftFeature = (typeof driftFeatures)[number];

/** A message of a sample, with what is known of its text. */
export interface SampledMessage {
  readonly id: string;
  readonly language: string;
  /** 0: none. */
  readonly topicId: number;
  /** -1 to 1; null: a language without a model, or no message of a user. */
  readonly sentiment: number | null;
  readonly characterCount: number;
  readonly isRefusal: boolean;
  readonly isApology: boolean;
  readonly hasCode: boolean;
  readonly hasList: boolean;
  readonly jsonValidity: string;
  /** Empty: none. */
  readonly embedding: readonly number[];
  /** '' of users' messages. */
  readonly model: string;
  /** Names with " + " between them; '': none. */
  readonly tools: string;
}
