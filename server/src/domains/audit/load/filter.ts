import { BadArgument, fail, type Result } from '../../../platform/graphql/errors.ts';
import { parseInstant } from '../../../platform/graphql/scalars.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { checkAuditFilter, texts } from '../ingest.ts';
import type { AuditOutcome, EntryFilter } from '../types.ts';

const parameters = [...texts, 'from', 'to', 'outcome'] as const;
const outcomes: readonly AuditOutcome[] = ['DONE', 'REFUSED'];

/** The filter of `auditLog` from the parameters of an address, which are named as its fields are; `workspace` says whose log it is. */
export function readAuditFilter(given: URLSearchParams): Result<EntryFilter, BadArgument> {
  const stray = [...given.keys()].find((name) => name !== 'workspace' && !(parameters as readonly string[]).includes(name));
  if (stray !== undefined) return fail(new BadArgument(stray.slice(0, 60), `is no parameter; ${parameters.join(', ')} are`));
  const outcome = given.get('outcome') as AuditOutcome | null;
  if (outcome !== null && !outcomes.includes(outcome))
    return fail(new BadArgument('outcome', `is ${shown(outcome)}; one of ${outcomes.join(', ')} is taken`));
  const times: { from?: Date; to?: Date } = {};
  for (const name of ['from', 'to'] as const) {
    const text = given.get(name);
    if (text === null || text === '') continue;
    try {
      times[name] = parseInstant(text);
    } catch (error) {
      return fail(new BadArgument(name, `is no date: ${(error as Error).message}`));
    }
  }
  return checkAuditFilter({ ...Object.fromEntries(texts.map((name) => [name, given.get(name)])), ...times, outcome });
}
