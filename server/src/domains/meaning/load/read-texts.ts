import { createHash } from 'node:crypto';
import { noTraits, traitsOf } from '../pure/traits.ts';
import { embeddingOf } from '../pure/embedding.ts';
import { featuresOf } from '../pure/features.ts';
import { proseOf, wordCount } from '../pure/prose.ts';
import type { TextMeaning, TextToRead } from '../types.ts';
import { languageOf } from './language.ts';
import { emotionModel, feelingsOf, supportedLanguages } from './model.ts';

/** Digits of SHA-256 that a number holds exactly. */
const hashDigits = 13;
const hashOf = (text: string): number => Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, hashDigits), 16);

/**
 * Reads one text. Computes and reads nothing stored; loads the model and the detector of languages, so that it is imported in a worker and
 * in benches alone.
 */
export function readText({ role, content }: TextToRead): TextMeaning {
  const prose = proseOf(content);
  const language = languageOf(prose);
  const isSupported = supportedLanguages.includes(language);
  const isSaid = role === 'USER' || role === 'ASSISTANT';
  const features = isSaid ? featuresOf(prose) : null;
  const feelings = features !== null && role === 'USER' && isSupported ? feelingsOf(prose, features) : null;
  return {
    language,
    isSupported,
    sentiment: feelings?.sentiment ?? null,
    emotions: feelings?.emotions ?? [],
    probabilities: feelings?.probabilities ?? null,
    characterCount: content.length,
    wordCount: wordCount(content),
    traits: role === 'ASSISTANT' ? traitsOf(content) : noTraits,
    embedding: features === null ? [] : embeddingOf(features, emotionModel.rarity),
    textHash: hashOf(content),
  };
}
