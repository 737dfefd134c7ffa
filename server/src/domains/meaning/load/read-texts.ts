import { noTraits, traitsOf } from '../pure/traits.ts';
import { proseOf, wordCount } from '../pure/prose.ts';
import type { TextMeaning, TextToRead } from '../types.ts';
import { languageOf } from './language.ts';

/** Reads one text. Computes and reads nothing stored; loads what tells languages apart, so that it is imported in a worker alone. */
export function readText({ role, content }: TextToRead): TextMeaning {
  const language = languageOf(proseOf(content));
  return {
    language,
    isSupported: false,
    sentiment: null,
    emotions: [],
    probabilities: null,
    characterCount: content.length,
    wordCount: wordCount(content),
    traits: role === 'ASSISTANT' ? traitsOf(content) : noTraits,
  };
}
