import { badJson } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { badText } from '../../../platform/ingest/text.ts';
import { maxOutputBytes } from '../types.ts';

/** An answer as it is kept: any JSON up to the limit. */
export function readOutput(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') {
    const problem = badText(value);
    return problem === null ? value : new Problem('output', problem);
  }
  const problem = badJson(value);
  if (problem !== null) return new Problem('output', problem);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes <= maxOutputBytes ? value : new Problem('output', `is ${bytes} bytes of JSON; at most ${maxOutputBytes} are taken`);
}
