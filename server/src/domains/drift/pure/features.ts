import type { DriftFeature, FeatureKind, SampledMessage } from '../types.ts';

/** How a feature is read from a sampled message. */
export interface FeatureReading {
  readonly kind: FeatureKind;
  /** Whose messages it is of; null: of the role that is asked for. */
  readonly role: 'USER' | 'ASSISTANT' | null;
  readonly name: string;
  /** Of numbers and categories; null: the message has none. */
  readonly of?: (message: SampledMessage) => number | string | null;
}

const yes = (is: boolean): string => (is ? 'yes' : 'no');

export const readings: Readonly<Record<DriftFeature, FeatureReading>> = {
  PROMPT_LENGTH: { kind: 'NUMBER', role: 'USER', name: 'length of prompts', of: ({ characterCount }) => characterCount },
  RESPONSE_LENGTH: { kind: 'NUMBER', role: 'ASSISTANT', name: 'length of answers', of: ({ characterCount }) => characterCount },
  LANGUAGE: { kind: 'CATEGORY', role: null, name: 'language', of: ({ language }) => language },
  TOPIC: { kind: 'CATEGORY', role: null, name: 'topic', of: ({ topicId }) => (topicId === 0 ? null : String(topicId)) },
  EMBEDDING: { kind: 'VECTOR', role: null, name: 'embedding' },
  VOCABULARY: { kind: 'VECTOR', role: null, name: 'vocabulary' },
  TOOL_USE: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'use of tools', of: ({ tools }) => tools },
  MODEL_MIX: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'mix of models', of: ({ model }) => model },
  REFUSAL_RATE: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'refusals', of: ({ isRefusal }) => yes(isRefusal) },
  APOLOGY_RATE: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'apologies', of: ({ isApology }) => yes(isApology) },
  JSON_VALIDITY: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'JSON', of: ({ jsonValidity }) => jsonValidity },
  CODE_SHARE: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'code', of: ({ hasCode }) => yes(hasCode) },
  LIST_SHARE: { kind: 'CATEGORY', role: 'ASSISTANT', name: 'lists', of: ({ hasList }) => yes(hasList) },
  SENTIMENT: { kind: 'NUMBER', role: 'USER', name: 'sentiment', of: ({ sentiment }) => sentiment },
};
