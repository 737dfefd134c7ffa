import { Problem } from '../../../platform/ingest/rejection.ts';
import { readAttributes, readUnitId } from '../ingest/unit.ts';
import type { Attributes } from '../pure/assign.ts';

/** A unit and what is known of it, checked. */
export interface Unit {
  readonly unitId: string;
  readonly attributes: Attributes;
}

/** A unit as it came from outside, or what is wrong with it. `fields`: what the caller calls the two. */
export function readUnit(unitId: unknown, attributes: unknown, fields = { unitId: 'unitId', attributes: 'attributes' }): Unit | Problem {
  const id = readUnitId(unitId, fields.unitId);
  if (id instanceof Problem) return id;
  const known = readAttributes(attributes, fields.attributes);
  return known instanceof Problem ? known : { unitId: id, attributes: known };
}
