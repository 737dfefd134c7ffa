import { bookOf, listedIn, type BookContext, type Entry } from '../../domains/experiments/load/book.ts';
import { readUnit, type Unit } from '../../domains/experiments/load/unit.ts';
import { assign, needsUnit, unitOf, type Assignment } from '../../domains/experiments/pure/assign.ts';
import { bucketOf } from '../../domains/experiments/pure/hash.ts';
import { BadArgument } from '../../platform/graphql/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import type { Answered } from './answer.ts';
import { hashedBy, payloadText, splitOf } from './growthbook.ts';

/** What an SDK asks with: the attributes of its unit, and variants by their place that a tester has chosen, for each experiment. */
interface Asked {
  /** null: the attributes have no `id`. */
  readonly unit: Unit | null;
  readonly forced: ReadonlyMap<string, number>;
}

/**
 * `POST /api/eval/<clientKey>`: every flag with its value for one unit, so that no page has the rules; the same as `/api/assign` gives, with
 * what the SDK tracks. Values that the SDK forces by itself (`forcedFeatures`) it keeps without asking.
 */
export async function answerEval(context: BookContext, workspaceId: string, body: unknown): Promise<Answered> {
  const asked = askedIn(body);
  const book = await bookOf(context, workspaceId);
  const features = Object.fromEntries(listedIn(book).map((entry) => [entry.by.key, featureFor(entry, asked)]));
  return { status: 200, text: payloadText(book, features) };
}

function askedIn(body: unknown): Asked {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadArgument('body', 'is no object { attributes, forcedVariations, forcedFeatures, url }');
  const { attributes = {}, forcedVariations = {}, url } = body as Record<string, unknown>;
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes))
    throw new BadArgument('attributes', 'is no object of what is known of the unit');
  if (typeof forcedVariations !== 'object' || forcedVariations === null || Array.isArray(forcedVariations))
    throw new BadArgument('forcedVariations', 'is no object of the places of variants by the keys of experiments');
  const forced = new Map<string, number>();
  for (const [key, place] of [...Object.entries(forcedVariations), ...placesIn(url)])
    if (typeof place === 'number' && Number.isInteger(place)) forced.set(key, place);
  const { id } = attributes as { id?: unknown };
  if (id === undefined || id === null || id === '') return { unit: null, forced };
  const unit = readUnit(typeof id === 'number' ? String(id) : id, attributes, { unitId: 'attributes.id', attributes: 'attributes' });
  if (unit instanceof Problem) throw new BadArgument(unit.field, unit.reason);
  return { unit, forced };
}

/** `?<experiment>=<place>` of the page's address: how a tester looks at a variant. */
function placesIn(url: unknown): (readonly [key: string, place: number])[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return [];
  return [...new URL(url).searchParams].flatMap(([key, place]) => (/^\d{1,2}$/.test(place) ? [[key, Number(place)] as const] : []));
}

function featureFor({ flag, by }: Entry, { unit, forced }: Asked): object {
  const { defaultValue } = flag;
  const rule = (force: unknown, more: object = {}): object => ({ defaultValue, rules: [{ id: by.key, force, ...more }] });
  const isSplit = flag.isServed && flag.shipped === null && flag.variants.length > 1;
  const chosen = isSplit ? flag.variants[forced.get(by.key) ?? -1] : undefined;
  if (chosen !== undefined) return rule(chosen.value);
  if (unit === null && needsUnit(flag)) return { defaultValue };
  const assignment = assign(flag, unit?.unitId ?? '', unit?.attributes ?? {});
  if (assignment.variant === null) return { defaultValue };
  if (assignment.reason !== 'SPLIT' || unit === null) return rule(assignment.value);
  return rule(assignment.value, { tracks: [trackOf({ flag, by }, unit, assignment)] });
}

/** What the SDK hands to those who track when the flag is read. */
function trackOf({ flag, by }: Pick<Entry, 'flag' | 'by'>, { unitId, attributes }: Unit, { variant, value }: Assignment): object {
  const { hashAttribute, ...hashed } = hashedBy(by);
  const hashValue = unitOf(flag, unitId, attributes);
  const variationId = by.variants.findIndex(({ key }) => key === variant);
  return {
    experiment: { ...splitOf(by), hashAttribute, ...hashed },
    result: {
      key: variant,
      name: by.variants[variationId]?.name ?? variant,
      variationId,
      featureId: by.key,
      value,
      inExperiment: true,
      hashUsed: true,
      hashAttribute,
      hashValue,
      bucket: bucketOf(flag.state, hashValue),
      stickyBucketUsed: false,
    },
  };
}
