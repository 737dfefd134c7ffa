import type { FileRecord, Format } from '../records.ts';
import type { LangfuseEvent } from '../langfuse.ts';
import { wholeText } from '../text.ts';

type Fields = Record<string, unknown>;

/** A trace as Langfuse's page and API give it out: `{ trace, observations }`, its scores with the trace. */
export const langfuseTrace: Format = {
  id: 'Langfuse trace',
  description: 'a trace exported from Langfuse (.json: { trace, observations })',
  // Opik's exports begin alike; its names are in snake_case.
  recognises: (head) => /^\s*\{\s*"(trace|observations)"\s*:\s*[[{]/.test(head) && !/"(start_time|project_id|thread_id)"\s*:/.test(head),
  async *read(file) {
    const text = await wholeText(file);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return yield { kind: 'bad', line: 1, field: '', reason: `is not JSON: ${(error as Error).message}` };
    }
    const { trace, observations } = (value ?? {}) as { trace?: unknown; observations?: unknown };
    if (!isFields(trace) || typeof trace['id'] !== 'string' || !Array.isArray(observations))
      return yield {
        kind: 'bad',
        line: 1,
        field: '',
        reason: 'is not a trace: { "trace": { "id": … }, "observations": [ … ] } is expected',
      };
    const lineOf = (id: unknown): number =>
      typeof id === 'string' ? text.slice(0, Math.max(0, text.indexOf(`"${id}"`))).split('\n').length : 1;
    const record = (event: LangfuseEvent, id: unknown): FileRecord => ({ kind: 'event', line: lineOf(id), value: event });
    yield record(traceEvent(trace), trace['id']);
    for (const observation of observations as unknown[]) {
      if (isFields(observation) && typeof observation['id'] === 'string')
        yield record(observationEvent(observation, trace), observation['id']);
      else yield { kind: 'bad', line: 1, field: '', reason: 'has an observation without an id' };
    }
    for (const score of Array.isArray(trace['scores']) ? (trace['scores'] as unknown[]) : [])
      if (isFields(score)) yield record(scoreEvent(score, trace), score['id']);
    return undefined;
  },
};

/** What the protocol takes of each, by the names that both use. What Langfuse computed itself (its cost, its latency) is left out. */
const ofTrace = [
  'id',
  'timestamp',
  'name',
  'userId',
  'sessionId',
  'input',
  'output',
  'metadata',
  'tags',
  'release',
  'version',
  'environment',
  'public',
] as const;
const ofObservation = [
  'id',
  'traceId',
  'name',
  'startTime',
  'endTime',
  'completionStartTime',
  'parentObservationId',
  'input',
  'output',
  'metadata',
  'level',
  'statusMessage',
  'version',
  'environment',
  'model',
  'modelParameters',
  'usageDetails',
  'promptName',
  'promptVersion',
] as const;
const ofScore = [
  'id',
  'traceId',
  'observationId',
  'sessionId',
  'name',
  'value',
  'dataType',
  'comment',
  'environment',
  'metadata',
  'source',
] as const;

/** Timestamped with the end of the trace, when its output existed. */
function traceEvent(trace: Fields): LangfuseEvent {
  const endedAt = new Date(Date.parse(String(trace['timestamp'])) + Number(trace['latency'] ?? 0) * 1_000);
  return {
    id: `import:${String(trace['id'])}`,
    type: 'trace-create',
    timestamp: isNaN(endedAt.getTime()) ? new Date(0).toISOString() : endedAt.toISOString(),
    body: some(trace, ofTrace),
  };
}

function observationEvent(observation: Fields, trace: Fields): LangfuseEvent {
  const body = some(observation, ofObservation);
  if (isFilled(observation['providedCostDetails'])) body['costDetails'] = observation['providedCostDetails'];
  if (!isFilled(body['usageDetails'])) delete body['usageDetails'];
  return {
    id: `import:${String(trace['id'])}:${String(observation['id'])}`,
    type: `${String(observation['type'] ?? 'span').toLowerCase()}-create`,
    timestamp: String(observation['endTime'] ?? observation['startTime'] ?? trace['timestamp']),
    body: { traceId: trace['id'], ...body },
  };
}

function scoreEvent(score: Fields, trace: Fields): LangfuseEvent {
  const body = some(score, ofScore);
  if (typeof score['stringValue'] === 'string') body['value'] = score['stringValue'];
  return {
    id: `import:score:${String(score['id'])}`,
    type: 'score-create',
    timestamp: String(score['timestamp'] ?? score['createdAt'] ?? trace['timestamp']),
    body: { traceId: trace['id'], ...body },
  };
}

/** Texts that hold a JSON object or list are parsed: the export writes them as text. */
function some(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) =>
      fields[name] === undefined || fields[name] === null
        ? []
        : [[name, name === 'input' || name === 'output' || name === 'metadata' ? unfolded(fields[name]) : fields[name]]],
    ),
  );
}

function unfolded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFilled = (value: unknown): boolean => isFields(value) && Object.keys(value).length > 0;
