import { bookOf, listedIn, type Book, type BookContext } from '../../domains/experiments/load/book.ts';
import { conditionOf, unitAttributes, type AssignedBy } from '../../domains/experiments/pure/assign.ts';
import type { Answered } from './answer.ts';

/** How long a browser and what lies between may go on with what they have; SDKs ask again by themselves. */
const cacheControl = 'private, max-age=10, stale-while-revalidate=60, stale-if-error=36000';

/** `GET /api/features/<clientKey>`: every flag as GrowthBook's SDKs evaluate it, with the same outcome as here. */
export async function answerFeatures(context: BookContext, workspaceId: string, ifNoneMatch: string | undefined): Promise<Answered> {
  const book = await bookOf(context, workspaceId);
  const etag = `"${book.fingerprint}"`;
  // The last one: SDKs may open a stream (stream.ts).
  const headers = { etag, 'cache-control': cacheControl, 'x-sse-support': 'enabled' };
  if (ifNoneMatch === etag) return { status: 304, headers, text: '' };
  return { status: 200, headers, text: featuresText(book) };
}

const texts = new WeakMap<Book, string>();

/** All flags as JSON, made once for each change. */
export function featuresText(book: Book): string {
  let text = texts.get(book);
  if (text === undefined) {
    const features = Object.fromEntries(listedIn(book).flatMap(({ by }) => (isDecidedHere(by) ? [] : [[by.key, featureOf(by)]])));
    texts.set(book, (text = payloadText(book, features)));
  }
  return text;
}

/** SDKs take a payload whose `dateUpdated` they have for the one that they have. */
export const payloadText = ({ changedAt }: Book, features: object): string =>
  JSON.stringify({ status: 200, features, experiments: [], dateUpdated: changedAt.toISOString() });

/**
 * Who is in a cohort is decided on the server alone: the payload is public, and a list of members would name users. An SDK does not know the
 * flag, and keeps the value of its code; `POST /api/eval` gives it.
 */
const isDecidedHere = ({ targeting, state, isEnabled, shippedVariant }: AssignedBy): boolean =>
  targeting.cohort !== undefined && isEnabled && state === 'RUNNING' && shippedVariant === null;

function featureOf(by: AssignedBy): object {
  const { defaultValue } = by;
  const shipped = by.variants.find(({ key }) => key === by.shippedVariant);
  if (!by.isEnabled || (shipped === undefined && by.state !== 'RUNNING')) return { defaultValue };
  return { defaultValue, rules: shipped === undefined ? rulesOf(by) : [{ id: by.key, force: shipped.value }] };
}

/** SDKs pass over a rule whose unit has no id: the next one has the unit that callers name, where there is no other. */
function rulesOf(by: AssignedBy): object[] {
  const attribute = unitAttributes[by.unit];
  const condition = conditionOf(by);
  const rule = ruleOf(by, attribute, condition);
  if (attribute === 'id') return [rule];
  const isUnnamed = { $or: [{ [attribute]: { $exists: false } }, { [attribute]: { $in: ['', 0, false] } }] };
  return [rule, ruleOf(by, 'id', condition === null ? isUnnamed : { $and: [isUnnamed, condition] })];
}

/** Units that are forced for testing are not in it: the payload is public, and their ids are those of users. */
function ruleOf(by: AssignedBy, hashAttribute: string, condition: object | null): object {
  const { key, variants, allocation, layer } = by;
  const { hashVersion, seed } = hashedBy(by);
  const rule = {
    id: key,
    ...(condition !== null && { condition }),
    ...(layer !== null && { filters: [{ seed: layer.key, ranges: [[layer.start, layer.end]], hashVersion, attribute: hashAttribute }] }),
    hashAttribute,
    hashVersion,
    seed,
  };
  const [only, ...others] = variants;
  // Its SDKs skip experiments of one variant.
  if (only !== undefined && others.length === 0)
    return { ...rule, force: only.value, ...(allocation < 1 && { range: [0, allocation * only.weight] }) };
  return { ...rule, ...splitOf(by) };
}

export const hashedBy = ({ unit, seed }: AssignedBy) => ({ hashAttribute: unitAttributes[unit], hashVersion: 2, seed }) as const;

/** An experiment as SDKs know it, and hand it to those who track. */
export const splitOf = ({ key, phase, variants, allocation }: AssignedBy) => ({
  key,
  name: key,
  phase: String(phase),
  variations: variants.map(({ value }) => value),
  weights: variants.map(({ weight }) => weight),
  coverage: allocation,
  meta: variants.map((variant) => ({ key: variant.key, name: variant.name ?? variant.key })),
});
