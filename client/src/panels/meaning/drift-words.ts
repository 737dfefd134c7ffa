import type { DriftFeature, DriftRole, EffectLabel } from '../../graphql/generated/graphql.ts';

export const driftFeatureNames: Readonly<Record<DriftFeature, string>> = {
  PROMPT_LENGTH: 'Length of prompts',
  RESPONSE_LENGTH: 'Length of answers',
  LANGUAGE: 'Language',
  TOPIC: 'Topic',
  EMBEDDING: 'Embedding',
  VOCABULARY: 'Vocabulary',
  TOOL_USE: 'Use of tools',
  MODEL_MIX: 'Mix of models',
  REFUSAL_RATE: 'Refusals',
  APOLOGY_RATE: 'Apologies',
  JSON_VALIDITY: 'JSON',
  CODE_SHARE: 'Code',
  LIST_SHARE: 'Lists',
  SENTIMENT: 'Sentiment',
};

export const driftRoleNames: Readonly<Record<DriftRole, string>> = { BOTH: 'Both', USER: 'Prompts', ASSISTANT: 'Answers' };

export const effectNames: Readonly<Record<EffectLabel, string>> = {
  NEGLIGIBLE: 'negligible',
  SMALL: 'small',
  MEDIUM: 'medium',
  LARGE: 'large',
};
