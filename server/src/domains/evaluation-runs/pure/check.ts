import { fencedText } from '../../../platform/ingest/fenced.ts';
import type { Check } from '../types.ts';

/** Why a check can't say anything of an answer. */
export class CheckSilent extends Error {}

/** Whether an answer is what is expected, and why. Errors: throws `CheckSilent` where there is nothing to compare with. */
export function checkAnswer(check: Check, output: unknown, expected: unknown): { readonly passed: boolean; readonly reason: string } {
  if (expected === null || expected === undefined) throw new CheckSilent('The row has no expected output.');
  switch (check.kind) {
    case 'EQUALS': {
      const passed = folded(textOf(output), check) === folded(textOf(expected), check);
      return { passed, reason: passed ? 'The answer is the expected output.' : 'The answer is another text than the expected output.' };
    }
    case 'CONTAINS': {
      const wanted = (Array.isArray(expected) ? (expected as unknown[]) : [expected]).map(textOf);
      const text = folded(textOf(output), check);
      const missing = wanted.find((one) => !text.includes(folded(one, check)));
      return missing === undefined
        ? { passed: true, reason: 'The answer contains the expected output.' }
        : { passed: false, reason: `The answer does not contain ${JSON.stringify(shortened(missing))}.` };
    }
    case 'JSON_EQUALS': {
      const [one, other] = [jsonOf(output), jsonOf(expected)];
      if (other === undefined) throw new CheckSilent('The expected output is no JSON.');
      if (one === undefined) return { passed: false, reason: 'The answer is no JSON.' };
      const place = difference(one, other, check);
      return place === null
        ? { passed: true, reason: 'The answer is the same JSON.' }
        : { passed: false, reason: `The answer differs at ${shortened(place)}.` };
    }
    case 'NUMBER_NEAR': {
      const wanted = numberOf(expected);
      if (wanted === null) throw new CheckSilent('The expected output has no number.');
      const found = numberOf(output);
      if (found === null) return { passed: false, reason: 'The answer has no number.' };
      const passed = isNear(found, wanted, check);
      return { passed, reason: `${found}; ${wanted} is expected${check.tolerance > 0 ? ', within the tolerance' : ''}.` };
    }
    default:
      return check.kind satisfies never;
  }
}

/** An answer as one text: a text as it is, the text of an answer that has more, any other value as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && !Array.isArray(value)) {
    const { content } = value as { content?: unknown };
    if (typeof content === 'string') return content;
  }
  return JSON.stringify(value);
}

const folded = (text: string, { ignoresCase }: Check): string => {
  const trimmed = text.trim();
  return ignoresCase ? trimmed.toLowerCase() : trimmed;
};

const shortened = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 80).toWellFormed()}…`);

/** A text is read as JSON, a fence around it aside; undefined: it is none. */
function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const bare = fencedText(value) ?? value;
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

/** Where two values differ first, as a path; null: nowhere. The order of an object's fields means nothing. Texts of models may be nested without end. */
function difference(one: unknown, other: unknown, check: Check): string | null {
  const waiting: { readonly one: unknown; readonly other: unknown; readonly path: string }[] = [{ one, other, path: '$' }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const { path } = pair;
    const fields = fieldsOf(pair.one, pair.other, check);
    if (fields === null) return path;
    // The last one that waits is next, so that the first difference is found first.
    for (const { name, left, right } of fields.toReversed()) waiting.push({ one: left, other: right, path: `${path}${name}` });
  }
  return null;
}

/** One of both is not there: it is another value than any. */
const absent = Symbol('absent');

/** What two values hold, side by side; null: they differ themselves. */
function fieldsOf(
  one: unknown,
  other: unknown,
  check: Check,
): readonly { readonly name: string; readonly left: unknown; readonly right: unknown }[] | null {
  if (typeof one === 'number' && typeof other === 'number') return isNear(one, other, check) ? [] : null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other ? [] : null;
  if (Array.isArray(one) !== Array.isArray(other)) return null;
  if (Array.isArray(one) && Array.isArray(other))
    return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({
      name: `[${at}]`,
      left: at < one.length ? (one[at] as unknown) : absent,
      right: at < other.length ? (other[at] as unknown) : absent,
    }));
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => ({
    name: `.${name}`,
    left: Object.hasOwn(left, name) ? left[name] : absent,
    right: Object.hasOwn(right, name) ? right[name] : absent,
  }));
}

function isNear(found: number, wanted: number, { tolerance, isRelative }: Check): boolean {
  const most = isRelative ? tolerance * Math.abs(wanted) : tolerance;
  // Differences of decimal numbers are not exact: 0.3 - 0.2 is more than 0.1.
  return found === wanted || Math.abs(found - wanted) <= most * (1 + 1e-9);
}

/** A number, or the last one in a text: "It is 1,250." has 1250. Null: there is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const last = textOf(value)
    .match(/(?:(?<![\d)])[-+])?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)/g)
    ?.at(-1);
  if (last === undefined) return null;
  const number = Number(last.replaceAll(',', ''));
  return Number.isFinite(number) ? number : null;
}
