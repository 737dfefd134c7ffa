import type { DatasetBiasKind, DatasetIssueKind, DatasetQualityOfQuery } from '../../graphql/generated/graphql.ts';

export const issueWords: Readonly<Record<DatasetIssueKind, string>> = {
  EMPTY_PROMPT: 'Nothing is asked',
  EMPTY_ANSWER: 'No answer',
  PLACEHOLDER: 'Placeholder',
  WRONG_ROLES: 'Turns out of order',
  TEMPLATE_LEAK: 'Marks of a chat template',
  BROKEN_TEXT: 'Broken encoding',
  MARKUP: 'HTML in the answer',
  REPETITION: 'Answer repeats itself',
  TRUNCATED_ANSWER: 'Answer cut off',
  REFUSAL: 'Refusal',
  EQUAL_PREFERENCE: 'Equal answers',
  ECHO: 'Answer repeats the prompt',
  EXACT_DUPLICATE: 'Duplicate',
  NEAR_DUPLICATE: 'Near duplicate',
  LABEL_ERROR: 'Doubtful label',
};

export const biasWords: Readonly<Record<DatasetBiasKind, string>> = {
  DEMOGRAPHIC: 'Men and women',
  TEMPORAL: 'Time',
  LINGUISTIC: 'Language',
  LABEL: 'Classes',
};

type Quality = NonNullable<NonNullable<DatasetQualityOfQuery['datasetVersion']>['quality']>;
type Parts = Omit<Quality['parts'], '__typename'>;

const names: Readonly<Record<keyof Parts, string>> = {
  completeness: 'Completeness',
  consistency: 'Consistency',
  diversity: 'Diversity',
  balance: 'Balance',
  cleanness: 'Cleanness',
  uniqueness: 'Uniqueness',
  labelQuality: 'Label quality',
};

/** Parts that apply, in a fixed order. */
export const partsShown = (parts: Parts): { readonly name: string; readonly value: number }[] =>
  (Object.keys(names) as (keyof Parts)[]).flatMap((part) => {
    const value = parts[part];
    return value === null || value === undefined ? [] : [{ name: names[part], value }];
  });
