import { isDeepStrictEqual as isSame } from 'node:util';
import type { Definition, ExperimentKind } from '../types.ts';

/** Fields of a definition that differ, in the order of the definition. */
export const changedFields = (before: Definition, after: Definition): (keyof Definition)[] =>
  (Object.keys(after) as (keyof Definition)[]).filter((field) => !isSame(before[field], after[field]));

/**
 * What of a change would mix units that were treated in different ways: it begins a new phase, whose units are assigned and counted afresh.
 * More or less allocation moves no unit from one variant to another. In a flag nothing is compared: only other variants, by which exposures
 * are known, or another unit begin one.
 */
export function fieldsOfNewPhase(before: Definition, after: Definition, kind: ExperimentKind = 'EXPERIMENT'): string[] {
  const [breaking, seen] = kind === 'FLAG' ? ([['unit'], keys] as const) : ([['unit', 'targeting', 'layer'], weighed] as const);
  const fields: string[] = changedFields(before, after).filter((field) => (breaking as readonly string[]).includes(field));
  if (!isSame(seen(before), seen(after))) fields.unshift('variants');
  return fields;
}

/** Of the variants all that units see. */
const weighed = ({ variants }: Definition): unknown => variants.map(({ name: _, ...seen }) => seen);
const keys = ({ variants }: Definition): unknown => variants.map(({ key }) => key);
