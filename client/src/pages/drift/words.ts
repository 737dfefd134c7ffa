import { visible } from 'ui-kit/visible';
import type { DriftFeature, DriftMethod } from '../../graphql/generated/graphql.ts';
import { driftFeatureNames } from '../../panels/meaning/drift-words.ts';
import { languageName } from '../../controls/meaning-words.ts';

/** What the buckets of a feature are of. */
const bucketsOf: Readonly<Record<DriftFeature, string>> = {
  PROMPT_LENGTH: 'Characters',
  RESPONSE_LENGTH: 'Characters',
  LANGUAGE: 'Language',
  TOPIC: 'Topic',
  EMBEDDING: 'Embedding',
  VOCABULARY: 'Word',
  TOOL_USE: 'Tools',
  MODEL_MIX: 'Model',
  REFUSAL_RATE: 'Refuses',
  APOLOGY_RATE: 'Apologises',
  JSON_VALIDITY: 'JSON',
  CODE_SHARE: 'Has code',
  LIST_SHARE: 'Has a list',
  SENTIMENT: 'Sentiment, -1 to 1',
};

export const featureWords = (feature: DriftFeature): { readonly name: string; readonly of: string } => ({
  name: driftFeatureNames[feature],
  of: bucketsOf[feature],
});

/** A bucket's label for people: languages by their name, what has no value as "(none)". */
export const bucketName = (feature: DriftFeature, label: string): string =>
  label === '' ? '(none)' : feature === 'LANGUAGE' && label !== 'others' ? languageName(label) : visible(label);

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
