import { eld } from 'eld/large';
import { letterCount } from '../pure/prose.ts';
import { undetermined } from '../types.ts';

/** Fewer letters say nothing of a language. */
const fewestLetters = 2;
/** Below this a guess in Latin letters is as often wrong as right, unless the detector holds it reliable. */
const shortCount = 12;

/** Characters that six words and what stands between them may have. */
const longestShort = 200;
/** The language of a text shows in its first so many characters. */
const detectedCount = 1_000;

/** Words that alone are an English message; detectors take "ok thanks" for Danish. */
const shortEnglish = new Set(
  `ok okay yes no yeah yep nope sure thanks thank you thx please help hi hello hey bye good great cool nice wow what why how who when where
  stop wait it is not that this works work worked done fix fixed again still wrong right correct perfect awesome sorry the a an i we do does
  did can could will would my me your and or but so very much really go on more less one two now never mind any to for of in at be was are
  got get need want try tried nothing something error bad terrible useless finally seriously continue next back morning evening day`.split(
    /\s+/,
  ),
);

/**
 * The language of what a person wrote (prose.ts), as ISO 639-1; `und` where it can't be determined: too few letters, or a short text that the
 * detector is not sure of and that is no common English.
 */
export function languageOf(prose: string): string {
  const count = letterCount(prose, shortCount);
  if (count < fewestLetters) return undetermined;
  if (prose.length <= longestShort) {
    const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
    if (words.length <= 6 && words.every((word) => shortEnglish.has(word))) return 'en';
  }
  const found = eld.detect(prose.slice(0, detectedCount));
  if (found.language === '') return undetermined;
  return count < shortCount && !found.isReliable() ? undetermined : found.language;
}
