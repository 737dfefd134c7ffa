/** What a count of tokens counts, by the words of its name. */
export type CountedPart = 'INPUT' | 'OUTPUT' | 'UNCACHED' | 'CACHE_READ' | 'CACHE_WRITE' | 'REASONING' | 'TOTAL';

const known = new Map<string, CountedPart | null>();
const maxKnown = 1_000;

/**
 * The part that a name counts: `cache_read.input_tokens`, `details.thoughts_tokens`, `promptTokensDetails.cachedTokens`. null: it is no
 * count, or of a part that is not distinguished here (audio, images, text).
 */
export function countedPart(name: string): CountedPart | null {
  let part = known.get(name);
  if (part === undefined) {
    part = partOfWords(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase());
    if (known.size < maxKnown) known.set(name, part);
  }
  return part;
}

function partOfWords(name: string): CountedPart | null {
  if (/(?:^|[._-])(?:cost|price|usd|ratio|rate|percent|latency|time|limit|budget|max|duration)/.test(name)) return null;
  if (/cach/.test(name)) {
    if (/no_?cach|uncach|non_cach|miss/.test(name)) return 'UNCACHED';
    return /creat|writ|written|stor/.test(name) ? 'CACHE_WRITE' : 'CACHE_READ';
  }
  if (/reason|think|thought/.test(name)) return 'REASONING';
  if (/audio|image|video|text|file|tool|predict|search|character|second|token_details|modalit/.test(name)) return null;
  if (/total/.test(name)) return /input|prompt|output|completion/.test(name) ? null : 'TOTAL';
  if (/input|prompt/.test(name)) return 'INPUT';
  return /output|completion|candidate|generat/.test(name) ? 'OUTPUT' : null;
}
