import { visible } from 'ui-kit/visible';
import type { DriftFeature, DriftMethod, DriftRole, EffectLabel } from '../../graphql/generated/graphql.ts';
import { languageName } from '../../panels/meaning/words.ts';

interface FeatureWords {
  readonly name: string;
  /** What its buckets are of. */
  readonly of: string;
}

const features: Readonly<Record<DriftFeature, FeatureWords>> = {
  PROMPT_LENGTH: { name: 'Length of prompts', of: 'Characters' },
  RESPONSE_LENGTH: { name: 'Length of answers', of: 'Characters' },
  LANGUAGE: { name: 'Language', of: 'Language' },
  TOPIC: { name: 'Topic', of: 'Topic' },
  EMBEDDING: { name: 'Embedding', of: 'Embedding' },
  VOCABULARY: { name: 'Vocabulary', of: 'Word' },
  TOOL_USE: { name: 'Use of tools', of: 'Tools' },
  MODEL_MIX: { name: 'Mix of models', of: 'Model' },
  REFUSAL_RATE: { name: 'Refusals', of: 'Refuses' },
  APOLOGY_RATE: { name: 'Apologies', of: 'Apologises' },
  JSON_VALIDITY: { name: 'JSON', of: 'JSON' },
  CODE_SHARE: { name: 'Code', of: 'Has code' },
  LIST_SHARE: { name: 'Lists', of: 'Has a list' },
  SENTIMENT: { name: 'Sentiment', of: 'Sentiment, -1 to 1' },
};

export const featureWords = (feature: DriftFeature): FeatureWords => features[feature];

/** A bucket's label for people: languages by their name, what has no value as "(none)". */
export const bucketName = (feature: DriftFeature, label: string): string =>
  label === '' ? '(none)' : feature === 'LANGUAGE' && label !== 'others' ? languageName(label) : visible(label);

export const roleNames: Readonly<Record<DriftRole, string>> = { BOTH: 'Both', USER: 'Prompts', ASSISTANT: 'Answers' };

export const effectNames: Readonly<Record<EffectLabel, string>> = {
  NEGLIGIBLE: 'negligible',
  SMALL: 'small',
  MEDIUM: 'medium',
  LARGE: 'large',
};

/** What an effect is measured in, by the kind of the feature. */
export const effectMeasures = {
  NUMBER: 'Wasserstein’s distance in standard deviations',
  CATEGORY: 'Cramér’s V, 0 to 1',
  VECTOR: '2 · AUC − 1 of a classifier, 0 to 1',
} as const;

const methods: Readonly<Record<DriftMethod, string>> = {
  PSI: 'PSI',
  KS: 'Kolmogorov-Smirnov',
  JENSEN_SHANNON: 'Jensen-Shannon',
  WASSERSTEIN: 'Wasserstein',
  CHI_SQUARED: 'Chi-square',
  MMD: 'MMD²',
  CLASSIFIER: 'Classifier, AUC',
};
export const methodName = (method: DriftMethod): string => methods[method];

/** Three digits that count: 0.0123, 12.3. */
export const figure = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(3))));

/** `< 0.001`, `0.012`. */
export const chance = (pValue: number): string => (pValue < 0.001 ? '< 0.001' : pValue.toFixed(3));
