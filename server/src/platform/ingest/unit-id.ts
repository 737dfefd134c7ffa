import { Problem } from './rejection.ts';
import { unstorable } from './text.ts';
import { shown } from './values.ts';

/** In UTF-8. */
export const maxUnitIdBytes = 1_024;

/** The id of a unit without the spaces around it: 1 to 1,024 bytes of UTF-8. */
export function readUnitId(value: unknown, field: string): string | Problem {
  if (value === undefined || value === null) return new Problem(field, 'is missing: it names the unit');
  if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a text is taken`);
  const unitId = value.trim();
  if (unitId === '') return new Problem(field, 'is empty: it names the unit');
  const bytes = unitId.length > maxUnitIdBytes / 4 ? Buffer.byteLength(unitId) : 0;
  if (bytes > maxUnitIdBytes) return new Problem(field, `has ${bytes} bytes; at most ${maxUnitIdBytes} are taken`);
  const problem = unstorable(unitId);
  return problem === null ? unitId : new Problem(field, problem);
}
