import { BatchTooLarge } from '../../platform/ingest/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readName, readRequiredName, shown, type Fields } from '../../platform/ingest/values.ts';
import { readData, readWhole } from '../../domains/traces/pure/chat/read.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import type { AttributeValue, SpanKind } from '../../domains/traces/types.ts';
import { isFields, isTooDeep, readInstantUs, readMap, readMetadata, readTags, readWord } from './fields.ts';
import { InvalidRequest } from './errors.ts';
import { exportedOf } from './exported.ts';
import { readScore } from './score.ts';
import type { EventError, LangfuseEvent, PlainFields, SpanPatch } from './types.ts';
import { costOf, usageOf } from './usage.ts';

const kinds = new Map<string, SpanKind>([
  ['span', 'SPAN'],
  ['generation', 'LLM'],
  ['event', 'EVENT'],
  ['embedding', 'EMBEDDING'],
  ['agent', 'AGENT'],
  ['tool', 'TOOL'],
  ['chain', 'CHAIN'],
  ['retriever', 'RETRIEVER'],
  ['evaluator', 'EVALUATOR'],
  ['guardrail', 'GUARDRAIL'],
  ['observation', 'SPAN'],
]);
/** What goes in and comes out of these is no conversation, whatever it looks like. */
const dataKinds: ReadonlySet<SpanKind> = new Set(['TOOL', 'RETRIEVER', 'EMBEDDING']);
/** At most so many events in a batch, as many as an OTLP request has items; the SDKs send some hundred. */
export const maxEventCount = 50_000;
const levels = ['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'];

/**
 * The events of a batch that can be taken, in the order sent, and why the others cannot. Throws `InvalidRequest`: it is no batch;
 * `BatchTooLarge`.
 */
export function readBatch(body: unknown, now: Date): { events: LangfuseEvent[]; errors: EventError[] } {
  if (!isFields(body) || !Array.isArray(body['batch'])) throw new InvalidRequest('The body is a JSON object with a list "batch".');
  const batch = body['batch'] as unknown[];
  if (batch.length > maxEventCount) throw new BatchTooLarge('events', batch.length, maxEventCount);
  const events: LangfuseEvent[] = [];
  const errors: EventError[] = [];
  for (const [place, item] of batch.entries()) {
    const event = readEvent(item, place, now);
    if (event instanceof Problem) errors.push(eventError(isFields(item) && typeof item['id'] === 'string' ? item['id'] : '', event));
    else events.push(event);
  }
  return { events, errors };
}

export const eventError = (id: string, { field, reason }: Pick<Problem, 'field' | 'reason'>, status = 400): EventError => ({
  id,
  status,
  message: 'Invalid request data',
  error: field === '' ? reason : `${field} ${reason}`,
});

function readEvent(item: unknown, place: number, now: Date): LangfuseEvent | Problem {
  if (!isFields(item)) return new Problem('', `an event is an object, not ${shown(item)}`);
  const id = readRequiredName(item, 'id');
  if (id instanceof Problem) return id;
  const { type, body } = item;
  if (typeof type !== 'string') return new Problem('type', `is ${shown(type)}; the name of a kind of event is taken`);
  if (type === 'sdk-log') return { place, id, what: 'LOG' };
  if (!isFields(body)) return new Problem('body', `is ${shown(body)}; an object is taken`);
  if (isTooDeep(body)) return new Problem('body', 'is nested too deeply');
  const eventUs = readInstantUs(item, 'timestamp', now);
  if (eventUs instanceof Problem) return eventUs;
  const context = { id, eventUs: eventUs ?? now.getTime() * 1_000, now };
  if (type === 'score-create') {
    const score = readScore(body, { id, at: new Date(context.eventUs / 1_000) });
    return score instanceof Problem ? score : { place, id, what: 'SCORE', score };
  }
  const read = type === 'trace-create' ? readTrace(body, context) : readObservation(type, body, context);
  return read instanceof Problem ? read : { place, id, ...read };
}

interface EventContext {
  readonly id: string;
  readonly eventUs: number;
  readonly now: Date;
}
type Unplaced<What extends LangfuseEvent['what']> = Omit<Extract<LangfuseEvent, { what: What }>, 'id' | 'place'>;

function readTrace(body: Fields, { id, eventUs, now }: EventContext): Unplaced<'TRACE'> | Problem {
  const traceName = readName(body, 'id') ?? id;
  if (traceName instanceof Problem) return traceName;
  const common = readCommon(body, 'SPAN');
  if (common instanceof Problem) return common;
  const startUs = readInstantUs(body, 'timestamp', now);
  if (startUs instanceof Problem) return startUs;
  const tags = readTags(body);
  if (tags instanceof Problem) return tags;
  const attributes: Record<string, AttributeValue> = { ...common.beside };
  const traceId = traceIdOf(traceName);
  if (traceId !== traceName) attributes['langfuse.trace.id'] = traceName;
  if (typeof body['public'] === 'boolean') attributes['langfuse.trace.public'] = body['public'];
  const { metadata, fields } = common;
  if (fields.name !== undefined) fields.traceName = fields.name;
  for (const [field, names] of [
    ['experimentName', ['experimentName', 'experiment_name']],
    ['variant', ['variant']],
  ] as const) {
    const attribute = names.map((name) => metadata?.[name]).find((value) => typeof value === 'string' && value !== '');
    if (typeof attribute === 'string') fields[field] = attribute;
  }
  // A trace has no end of its own: what it answered was there by then.
  const endUs = fields.output === undefined ? null : eventUs;
  const patch: SpanPatch = {
    isCreation: true,
    kind: 'SPAN',
    eventUs,
    startUs: startUs ?? eventUs,
    endUs,
    firstTokenUs: null,
    level: null,
    statusMessage: null,
    usage: null,
    metadata,
    attributes,
    tags,
    fields,
  };
  return { what: 'TRACE', traceId, patch };
}

function readObservation(type: string, body: Fields, { id, eventUs, now }: EventContext): Unplaced<'OBSERVATION'> | Problem {
  const [, named = '', action = ''] = /^(\w+)-(create|update)$/.exec(type) ?? [];
  if (type === 'dataset-run-item-create') return new Problem('type', 'is "dataset-run-item-create"; runs of data sets are not kept here');
  const ofName = kinds.get(named);
  if (ofName === undefined) return new Problem('type', `is ${shown(type)}, which is not known here`);
  const isCreation = action === 'create';
  const ownName = isCreation ? (readName(body, 'id') ?? id) : readRequiredName(body, 'id');
  if (ownName instanceof Problem) return ownName;
  const traceName = readName(body, 'traceId');
  if (traceName instanceof Problem) return traceName;
  const declaredKind = typeof body['type'] === 'string' ? kinds.get(body['type'].toLowerCase()) : undefined;
  const kind = declaredKind ?? ofName;
  const common = readCommon(body, kind);
  if (common instanceof Problem) return common;
  const times = {
    startUs: readInstantUs(body, 'startTime', now),
    endUs: readInstantUs(body, 'endTime', now),
    firstTokenUs: readInstantUs(body, 'completionStartTime', now),
  };
  const words = {
    model: readWord(body, 'model'),
    promptName: readWord(body, 'promptName'),
    promptVersion: readWord(body, 'promptVersion'),
    parent: readWord(body, 'parentObservationId'),
  };
  const outcome = { level: readLevel(body), statusMessage: readWord(body, 'statusMessage') };
  const modelParameters = readMap(body, 'modelParameters');
  const problem = [...Object.values(times), ...Object.values(words), ...Object.values(outcome), modelParameters].find(
    (value) => value instanceof Problem,
  );
  if (problem !== undefined) return problem;
  const { metadata, fields } = common;
  const { parent, ...texts } = words as Record<keyof typeof words, string | null>;
  for (const name of ['model', 'promptName', 'promptVersion'] as const) if (texts[name] !== null) fields[name] = texts[name];
  // Some senders name the trace itself as the parent of its first observations.
  if (parent !== null && parent !== traceName) fields.parentId = spanIdOf(parent);
  if (modelParameters !== null) fields.modelParameters = modelParameters as NonNullable<PlainFields['modelParameters']>;
  const reportedCostUsd = costOf(body);
  if (reportedCostUsd !== null) fields.reportedCostUsd = reportedCostUsd;
  const exported = exportedOf(metadata, fields.name ?? '', kind === 'LLM' ? 'generation' : kind.toLowerCase());
  for (const [name, value] of Object.entries(exported?.fields ?? {}) as [keyof PlainFields, never][]) fields[name] ??= value;
  const spanId = spanIdOf(ownName);
  const traceId = traceName === null ? null : traceIdOf(traceName);
  const attributes: Record<string, AttributeValue> = { ...common.beside };
  if (spanId !== ownName) attributes['langfuse.observation.id'] = ownName;
  if (traceName !== null && traceId !== traceName) attributes['langfuse.trace.id'] = traceName;
  const patch: SpanPatch = {
    isCreation,
    kind,
    eventUs,
    ...(times as Record<keyof typeof times, number | null>),
    ...(outcome as Record<keyof typeof outcome, string | null>),
    usage: usageOf(body, fields.provider ?? null) ?? exported?.usage ?? null,
    metadata,
    attributes,
    tags: [],
    fields,
  };
  return { what: 'OBSERVATION', traceId, spanId, patch };
}

/** What traces and observations both have. */
function readCommon(
  body: Fields,
  kind: SpanKind,
): { metadata: SpanPatch['metadata']; fields: Partial<PlainFields>; beside: Record<string, AttributeValue> } | Problem {
  const beside: Record<string, AttributeValue> = {};
  const words = {
    name: readWord(body, 'name'),
    environment: readWord(body, 'environment'),
    release: readWord(body, 'release'),
    appVersion: readWord(body, 'version'),
    sessionId: readWord(body, 'sessionId'),
    userId: readWord(body, 'userId'),
  };
  const fields: Partial<PlainFields> = {};
  for (const [name, word] of Object.entries(words) as [keyof typeof words, string | null | Problem][]) {
    if (word instanceof Problem) return name === 'appVersion' ? new Problem('version', word.reason) : word;
    if (word !== null) fields[name] = word;
  }
  for (const side of ['input', 'output'] as const) {
    const value = body[side];
    if (value === undefined || value === null) continue;
    if (dataKinds.has(kind)) {
      fields[side] = readData(value);
      continue;
    }
    const { text, beside: found } = readWhole(value);
    fields[side] = text;
    if (side === 'input' && found.tools !== null) fields.tools = found.tools;
    if (side === 'output' && found.finishReason !== null) fields.finishReason = found.finishReason;
    // What stood beside the messages of a request or an answer, as the other conventions keep it.
    if (found.fields !== null) beside[`${side}.rest`] = found.fields as AttributeValue;
  }
  return { metadata: readMetadata(body), fields, beside };
}

function readLevel(body: Fields): string | null | Problem {
  const level = readWord(body, 'level');
  if (level === null || level instanceof Problem) return level;
  return levels.includes(level.toUpperCase())
    ? level.toUpperCase()
    : new Problem('level', `is ${shown(level)}; one of ${levels.join(', ')} is taken`);
}
