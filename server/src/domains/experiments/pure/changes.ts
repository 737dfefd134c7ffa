import { isDeepStrictEqual as isSame } from 'node:util';
import type { Definition } from '../types.ts';

/** Fields of a definition that differ, in the order of the definition. */
export const changedFields = (before: Definition, after: Definition): (keyof Definition)[] =>
  (Object.keys(after) as (keyof Definition)[]).filter((field) => !isSame(before[field], after[field]));

/**
 * What of a change would mix units that were treated in different ways: it begins a new phase, whose units are assigned and counted afresh.
 * More or less allocation moves no unit from one variant to another.
 */
export function fieldsOfNewPhase(before: Definition, after: Definition): string[] {
  const fields: string[] = changedFields(before, after).filter((field) => ['unit', 'targeting', 'layer'].includes(field));
  if (!isSame(weighed(before), weighed(after))) fields.unshift('variants');
  return fields;
}

/** Of the variants all that units see. */
const weighed = ({ variants }: Definition) => variants.map(({ name: _, ...seen }) => seen);
