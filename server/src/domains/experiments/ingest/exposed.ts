import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { shown, type Fields } from '../../../platform/ingest/values.ts';
import { maxClientLength, maxExposedAttributes, maxExposedNameLength, maxExposedValueLength } from '../types.ts';

/** What a sender says of the unit of an exposure, for the causes of a mismatch. */
export interface ExposedDetails {
  /** JSON of names and texts, by name; empty: nothing. */
  readonly attributes: string;
  /** Empty: it names none. */
  readonly client: string;
}

const noDetails: ExposedDetails = { attributes: '', client: '' };

/** The fields `attributes` and `client` of an exposure, or what is wrong with them. */
export function readDetails(fields: Fields): ExposedDetails | Problem {
  const { attributes, client } = fields;
  if ((attributes === undefined || attributes === null) && (client === undefined || client === null)) return noDetails;
  const readAttributes = readExposed(attributes);
  if (readAttributes instanceof Problem) return readAttributes;
  const readClient = readText(client ?? '', 'client', maxClientLength);
  return readClient instanceof Problem ? readClient : { attributes: readAttributes, client: readClient };
}

function readExposed(given: unknown): string | Problem {
  if (given === undefined || given === null) return '';
  if (typeof given !== 'object' || Array.isArray(given)) return new Problem('attributes', `is ${shown(given)}; an object is taken`);
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  if (entries.length > maxExposedAttributes)
    return new Problem('attributes', `has ${entries.length} names; at most ${maxExposedAttributes} are kept with an exposure`);
  const texts: [string, string][] = [];
  for (const [name, value] of entries) {
    const path = `attributes.${name.slice(0, maxExposedNameLength).toWellFormed()}`;
    const problem = name === '' ? 'has no name' : unstorable(name);
    if (problem !== null) return new Problem(path, problem);
    if (name.length > maxExposedNameLength)
      return new Problem(path, `has a name of ${name.length} characters; at most ${maxExposedNameLength} are taken`);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return new Problem(path, `is ${shown(value)}; a text, a number, true or false is kept with an exposure`);
    if (typeof value === 'number' && !Number.isFinite(value)) return new Problem(path, `is ${value}; a finite number is taken`);
    const text = readText(String(value), path, maxExposedValueLength);
    if (text instanceof Problem) return text;
    if (text !== '') texts.push([name, text]);
  }
  if (texts.length === 0) return '';
  // Sorted, so that the same attributes are the same text.
  return JSON.stringify(Object.fromEntries(texts.toSorted(([one], [other]) => (one < other ? -1 : 1))));
}

function readText(value: unknown, path: string, maxLength: number): string | Problem {
  if (typeof value !== 'string') return new Problem(path, `is ${shown(value)}; a text is taken`);
  const text = value.trim();
  if (text.length > maxLength) return new Problem(path, `is ${text.length} characters long; at most ${maxLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text : new Problem(path, problem);
}

/** What an exposure keeps of an assignment, where that is recorded. */
export interface KeptOfAssignment {
  readonly attributes?: Readonly<Record<string, unknown>> | null;
  readonly client?: unknown;
}

const nothing: KeptOfAssignment = {};

/**
 * Of what an assignment is asked with, what its exposure keeps: the attributes that `exposedAttributes` names, absent ones left out, and
 * `client`. Checked as an exposure is, since what is recorded is not answered.
 */
export function keptOfAssignment(asked: Fields): KeptOfAssignment | Problem {
  const { exposedAttributes: named, attributes, client } = asked;
  if (named === undefined && client === undefined) return nothing;
  if (named !== undefined && named !== null && !(Array.isArray(named) && named.every((name) => typeof name === 'string')))
    return new Problem('exposedAttributes', `is ${shown(named)}; a list of names of attributes is taken`);
  const known = typeof attributes === 'object' && attributes !== null ? (attributes as Record<string, unknown>) : {};
  const picked = ((named ?? []) as readonly string[])
    .filter((name) => Object.hasOwn(known, name))
    .map((name) => [name, known[name]] as const);
  const kept: KeptOfAssignment = { attributes: Object.fromEntries(picked), client };
  const details = readDetails({ ...kept });
  return details instanceof Problem ? details : kept;
}
