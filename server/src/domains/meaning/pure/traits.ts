import { fencedText } from '../../../platform/ingest/fenced.ts';
import type { JsonValidity, TextTraits } from '../types.ts';

/** Characters of an answer that are looked at for traits; what an answer is made of shows in its beginning. */
const lookedAtCount = 100_000;
/** Refusals and apologies open an answer; a later "sorry" may be a quotation. */
const openingCount = 400;

const refusal =
  /\b(?:i(?:(?:'|’)?m| am) (?:sorry|afraid|unable)[^.!?\n]{0,80}\b(?:can(?:'|’)?t|cannot|can not|unable|not able|won(?:'|’)?t)|i (?:can(?:'|’)?t|cannot|can not|won(?:'|’)?t|will not|am (?:unable|not able) to|am not (?:allowed|permitted) to) (?:help|assist|provide|comply|fulfil|answer|do that|create|generate|share|give|discuss|support|engage|access|process|complete|continue)|as an ai(?: language model)?,? i (?:can(?:'|’)?t|cannot|am unable|am not able|don(?:'|’)?t have)|i must decline|(?:this|that|your) request (?:violates|is against|goes against)|against (?:my|our) (?:guidelines|policy|policies)|not (?:able|permitted|allowed) to (?:help|assist|provide) )/i;
const apology =
  /\b(?:i(?:(?:'|’)?m| am) (?:so |very |really |truly )?sorry|i apologi[sz]e|my apologies|apologies for|sorry (?:about|for|to hear|that)|sorry,|we apologi[sz]e|please forgive)\b/i;
const fence = /^ {0,3}(?:```|~~~)/m;
const codeLine =
  /^\s*(?:(?:import|from) [\w.{}*, ]+|(?:const|let|var|function|class|def|public|private|async def|fn|func|package|#include|using namespace) .*[\w)};:>]|(?:SELECT|INSERT INTO|UPDATE|CREATE TABLE) .+|return .+;|\}|<\/?[a-z][\w-]*(?: [^<>]*)?>|[\w.$]+\(.*\);)\s*$/;
const listLine = /^\s{0,6}(?:[-*•]|\d{1,3}[.)])\s+\S/;

/**
 * What an answer is made of: whether it refuses or apologises in its first 400 characters (English), holds code, a list of at least two
 * items, or JSON. Computed from the text alone, by rules; of more than 100,000 characters the first 100,000.
 */
export function traitsOf(content: string): TextTraits {
  const text = content.slice(0, lookedAtCount);
  const opening = text.slice(0, openingCount);
  const lines = text.split('\n', 2_000);
  return {
    isRefusal: refusal.test(opening),
    isApology: apology.test(opening),
    hasCode: fence.test(text) || lines.filter((line) => line.length < 400 && codeLine.test(line)).length >= 2,
    hasList: lines.filter((line) => listLine.test(line)).length >= 2,
    jsonValidity: jsonValidityOf(content),
  };
}

/** Before JSON stands nothing but its bracket: a text that begins otherwise is no attempt at JSON. */
const jsonStart = /^\s*(?:\{\s*(?:"|\}|')|\[\s*(?:[[{"'\]\d-]|true|false|null))/;

/** `none`: neither the whole text nor its one fenced block begins as JSON does. */
function jsonValidityOf(content: string): JsonValidity {
  const text = fencedText(content) ?? content;
  if (!jsonStart.test(text.slice(0, 200))) return 'none';
  try {
    JSON.parse(text);
    return 'valid';
  } catch {
    // "[1] as the paper says" is no attempt at JSON.
    return /[\]}]\s*$/.test(text.slice(-200)) || text.trimStart().startsWith('{') ? 'invalid' : 'none';
  }
}

export const noTraits: TextTraits = { isRefusal: false, isApology: false, hasCode: false, hasList: false, jsonValidity: 'none' };
