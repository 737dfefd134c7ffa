import type { RawBatch } from '../../../platform/ingest/batches.ts';
import { Problem, type Rejection } from '../../../platform/ingest/rejection.ts';
import { readUnitId } from '../../../platform/ingest/unit-id.ts';
import { readCount, readFields, readTime, shown } from '../../../platform/ingest/values.ts';
import type { Book, Entry, KnownPhase } from '../load/book.ts';
import { readDetails, type ExposedDetails } from './exposed.ts';

export interface CheckedExposure {
  readonly experimentId: string;
  readonly phase: number;
  readonly unitId: string;
  readonly variant: string;
  readonly at: Date;
  readonly details: ExposedDetails;
}

/** What stands in for a batch while the schema's types read the variables. */
export const exposureBatch = (batch: RawBatch): object => ({ experiment: '', unitId: '', variant: '', at: batch });

/** A clock that is behind by no more than this puts no exposure before the start. */
const skewMs = 5 * 60_000;
const known: ReadonlySet<string> = new Set(['experiment', 'unitId', 'variant', 'at', 'phase', 'attributes', 'client']);

/** The exposures of a batch that can be stored, and why the others cannot. */
export function checkExposures(items: readonly unknown[], book: Book, now: Date): { exposures: CheckedExposure[]; rejected: Rejection[] } {
  const exposures: CheckedExposure[] = [];
  const rejected: Rejection[] = [];
  for (const [index, item] of items.entries()) {
    const read = checkExposure(item, book, now);
    if (read instanceof Problem) rejected.push({ index, field: read.field, reason: read.reason });
    else exposures.push(read);
  }
  return { exposures, rejected };
}

function checkExposure(item: unknown, { byKey }: Book, now: Date): CheckedExposure | Problem {
  const fields = readFields(item, known, 'ExposureInput');
  if (fields instanceof Problem) return fields;
  const { experiment, variant } = fields;
  const entry = typeof experiment === 'string' ? byKey.get(experiment) : undefined;
  if (entry === undefined)
    return new Problem('experiment', `is ${shown(experiment)}; the key of an experiment or flag of this workspace is taken`);
  const unitId = readUnitId(fields['unitId'], 'unitId');
  if (unitId instanceof Problem) return unitId;
  if (entry.flag.overrides.has(unitId)) return new Problem('unitId', 'was given its variant for testing, so that it is not counted');
  const given = readTime(fields, 'at', now);
  if (given instanceof Problem) return given;
  const named = readCount(fields, 'phase');
  if (named instanceof Problem) return named;
  const at = given === null || given > now ? now : given;
  const phase = named === null ? phaseAt(entry, at) : phaseNamed(entry, named, at);
  if (phase instanceof Problem) return phase;
  if (typeof variant !== 'string' || !phase.variants.has(variant))
    return new Problem('variant', `is ${shown(variant)}; phase ${phase.number} has ${[...phase.variants].join(', ')}`);
  const details = readDetails(fields);
  if (details instanceof Problem) return details;
  return {
    experimentId: entry.id,
    phase: phase.number,
    unitId,
    variant,
    at: at.getTime() < phase.startedAtMs ? new Date(phase.startedAtMs) : at,
    details,
  };
}

function phaseAt({ phases }: Entry, at: Date): KnownPhase | Problem {
  const ms = at.getTime();
  const [first] = phases;
  if (first === undefined) return new Problem('experiment', 'has not been started, so that no unit was exposed');
  const found = phases.findLast(({ startedAtMs }) => startedAtMs <= ms) ?? (ms >= first.startedAtMs - skewMs ? first : undefined);
  if (found === undefined) return before(first, at);
  return ms < found.endedAtMs ? found : after(found, at);
}

function phaseNamed({ phases }: Entry, number: number, at: Date): KnownPhase | Problem {
  const found = phases.find((phase) => phase.number === number);
  if (found === undefined) return new Problem('phase', `is ${number}; the experiment has had ${phases.length} phases`);
  const ms = at.getTime();
  if (ms < found.startedAtMs - skewMs) return before(found, at);
  // A caller goes on for a while with the definition that it has.
  return ms < found.endedAtMs + skewMs ? found : after(found, at);
}

const before = ({ startedAtMs, number }: KnownPhase, at: Date) =>
  new Problem('at', `is ${at.toISOString()}, before phase ${number} began (${new Date(startedAtMs).toISOString()})`);
const after = ({ endedAtMs, number }: KnownPhase, at: Date) =>
  new Problem('at', `is ${at.toISOString()}, after phase ${number} ended (${new Date(endedAtMs).toISOString()})`);
