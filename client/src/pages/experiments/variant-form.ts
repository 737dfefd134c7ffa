import type { ExperimentCardFragment, ExperimentVariantInput, FlagValueType } from '../../graphql/generated/graphql.ts';
import { percentOf, shareOf } from './typed.ts';

/** A variant while it is typed. */
export interface VariantDraft {
  readonly key: string;
  /** In percent. */
  readonly weight: string;
  /** Empty: what is made of the prompt, model and parameters, or the key. */
  readonly value: string;
  /** For people; empty: the key. */
  readonly name: string;
  readonly promptName: string;
  /** A number; empty: the one that its label names. */
  readonly promptVersion: string;
  readonly model: string;
  /** JSON; empty: none. */
  readonly parameters: string;
  /** As it is stored: a weight and a value that were not typed over are sent as they came. */
  readonly kept?: { readonly weight: number; readonly value: unknown; readonly type: FlagValueType };
}

export const variantDraft = (key: string, weight: string, value = ''): VariantDraft => ({
  key,
  weight,
  value,
  name: '',
  promptName: '',
  promptVersion: '',
  model: '',
  parameters: '',
});

/** A stored value as it is typed. */
export const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

type Stored = ExperimentCardFragment['variants'][number];

/** A stored variant as it is typed. A value that is made of the rest is left empty: it follows what the rest is changed to. */
export function draftOfVariant(variant: Stored, type: FlagValueType): VariantDraft {
  const { key, weight, value, name, model, promptName, promptVersion, parameters } = variant;
  const isImplied = isSame(value, impliedValue(variant, type));
  return {
    key,
    weight: percentOf(weight),
    value: isImplied ? '' : textOf(value),
    name: name ?? '',
    promptName: promptName ?? '',
    promptVersion: promptVersion == null ? '' : String(promptVersion),
    model: model ?? '',
    parameters: parameters == null ? '' : JSON.stringify(parameters),
    kept: { weight, value: isImplied ? null : (value ?? null), type },
  };
}

/** What the server makes the value of a variant that names none. */
function impliedValue({ key, model, promptName, promptVersion, parameters }: Omit<Stored, 'weight'>, type: FlagValueType): unknown {
  if (type === 'STRING') return key;
  if (type !== 'JSON') return null;
  const named = Object.entries({ model, promptName, promptVersion, parameters }).filter(([, value]) => value != null);
  return { variant: key, ...Object.fromEntries(named) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

/** With the fields of objects in one order: the store does not keep that of what was sent. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, part]) => [name, ordered(part)])
      : value;

/** A variant of what was typed; problems by field. */
export function readVariant(
  { key, weight, value, name, promptName, promptVersion, model, parameters, kept }: VariantDraft,
  type: FlagValueType,
): { readonly variant: ExperimentVariantInput; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  if (key.trim() === '') problems['key'] = 'Give it a key.';
  const share = kept !== undefined && weight === percentOf(kept.weight) ? kept.weight : shareOf(weight);
  if (share === null) problems['weight'] = '0 to 100';
  const isKept = kept?.type === type && value === textOf(kept.value);
  const given: Read = isKept ? { ok: true, value: kept.value } : valueOf(value, type);
  if (!given.ok) problems['value'] = given.problem;
  const version = promptVersion.trim() === '' ? null : Number(promptVersion.trim());
  if (version !== null && !(Number.isInteger(version) && version >= 1)) problems['promptVersion'] = 'A whole number from 1';
  if (version !== null && promptName.trim() === '' && kept === undefined) problems['promptName'] = 'Name the prompt of this version.';
  const withParameters = anyJsonOf(parameters);
  if (withParameters === undefined) problems['parameters'] = 'This is no JSON.';
  return {
    problems,
    variant: {
      key: key.trim(),
      weight: share ?? 0,
      ...(given.ok && given.value !== null && { value: given.value }),
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(model.trim() !== '' && { model: model.trim() }),
      ...(promptName.trim() !== '' && { promptName: promptName.trim() }),
      ...(version !== null && { promptVersion: version }),
      ...(withParameters != null && { parameters: withParameters }),
    },
  };
}

/** A value of a text, or why it is none. */
type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** A value of a type from its text; null where there is none. */
export function valueOf(text: string, type: FlagValueType): Read {
  const given = text.trim();
  if (given === '') return { ok: true, value: null };
  if (type === 'STRING') return { ok: true, value: text };
  if (type === 'BOOLEAN')
    return given === 'true' || given === 'false' ? { ok: true, value: given === 'true' } : { ok: false, problem: 'true or false' };
  if (type === 'JSON') {
    const value = jsonOf(given);
    return value === undefined ? { ok: false, problem: 'This is no JSON object.' } : { ok: true, value };
  }
  const number = Number(given);
  if (!Number.isFinite(number) || (type === 'INTEGER' && !Number.isInteger(number)))
    return { ok: false, problem: type === 'INTEGER' ? 'A whole number.' : 'A number.' };
  return { ok: true, value: number };
}

/** An object or a list. undefined: it is none; null: nothing was typed. */
export function jsonOf(text: string): object | null | undefined {
  const value = anyJsonOf(text);
  return typeof value === 'object' ? value : undefined;
}

function anyJsonOf(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
