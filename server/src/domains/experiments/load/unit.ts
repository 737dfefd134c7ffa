import { Problem } from '../../../platform/ingest/rejection.ts';
import { readUnitId } from '../../../platform/ingest/unit-id.ts';
import { readAttributes } from '../ingest/unit.ts';
import type { Attributes } from '../pure/assign.ts';

/** A unit and what is known of it, checked. */
export interface Unit {
  /** As it was given, with any spaces around it: so it is hashed. */
  readonly unitId: string;
  readonly attributes: Attributes;
}

/** A unit as it came from outside, or what is wrong with it. `fields`: what the caller calls the two. */
export function readUnit(unitId: unknown, attributes: unknown, fields = { unitId: 'unitId', attributes: 'attributes' }): Unit | Problem {
  const stored = readUnitId(unitId, fields.unitId);
  if (stored instanceof Problem) return stored;
  const known = readAttributes(attributes, fields.attributes);
  return known instanceof Problem ? known : { unitId: unitId as string, attributes: known };
}
