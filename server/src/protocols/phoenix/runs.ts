import { takeItemScore } from '../../domains/evaluation-runs/commands/api-scores.ts';
import { reportItems } from '../../domains/evaluation-runs/commands/report.ts';
import { readOutput } from '../../domains/evaluation-runs/load/output.ts';
import { readDatasetRows, rowsOfVersion } from '../../domains/datasets/load.ts';
import { traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readTime } from '../../platform/ingest/values.ts';
import type { EvaluationRun, EvaluationRunItem, EvaluationScore } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { exampleId, toExample } from './datasets.ts';
import { InvalidCall } from './errors.ts';
import { experimentOf } from './experiments.ts';
import { globalId, numberOf, rowIdOf } from './ids.ts';
import { cursorOf, limitOf, toCursor } from './paging.ts';
import { isObject } from './upload.ts';

/** Of one answer without a limit. */
const mostRuns = 20_000;

/** Stores the answer to an example; one without an error that is there already stays (409). */
export async function createRun(asked: Asked): Promise<Answered> {
  const { stores, live, workspaceId, body } = asked;
  const run = await experimentOf(asked, asked.id);
  if (!isObject(body)) throw new InvalidCall('The body is a JSON object.');
  const { dataset_example_id: exampleKey, repetition_number: repetition = 1, output, error, trace_id: traceId } = body;
  const rowKey = typeof exampleKey === 'string' ? rowIdOf(exampleKey) : null;
  if (rowKey === null) throw new InvalidCall('dataset_example_id is missing.');
  if (typeof repetition !== 'number' || !Number.isInteger(repetition) || repetition < 1 || repetition > run.repetitions)
    throw new InvalidCall(`repetition_number is 1 to ${run.repetitions}.`);
  const read = readOutput(output);
  if (read instanceof Problem) throw new InvalidCall(`output ${read.reason}.`);
  const [startedAt, endedAt] = [timeIn(body, 'start_time'), timeIn(body, 'end_time')];
  const held = await stores.prisma.evaluationRunItem.findUnique({
    where: { runId_rowKey_repetition: { runId: run.id, rowKey, repetition }, workspaceId },
  });
  if (held !== null && held.state !== 'FAILED') throw new InvalidCall('This experiment run has already been submitted', 409);
  const [stored] = unwrap(
    await reportItems(
      { stores, live, workspaceId },
      run.id,
      [
        {
          rowKey,
          repetition,
          isAnswered: true,
          output: read,
          error: typeof error === 'string' && error !== '' ? error.slice(0, 10_000).replaceAll('\u0000', '').toWellFormed() : null,
          latencyMs: startedAt === null || endedAt === null ? null : Math.max(0, endedAt.getTime() - startedAt.getTime()),
          nanoUsd: null,
          inputTokens: null,
          outputTokens: null,
          traceId: typeof traceId === 'string' && traceId !== '' ? traceIdOf(traceId) : null,
          spanId: null,
          startedAt,
          endedAt,
          scores: [],
        },
      ],
      new Date(),
    ),
  );
  return { body: { data: { id: globalId('ExperimentRun', stored?.id ?? '0') } } };
}

function timeIn(body: Readonly<Record<string, unknown>>, field: string): Date | null {
  const time = readTime(body, field, new Date());
  if (time instanceof Problem) throw new InvalidCall(`${time.field} ${time.reason}.`);
  return time;
}

/** Answers of an experiment, in the order in which they came. */
export async function listRuns(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const run = await experimentOf(asked, asked.id);
  const [limit, after] = [limitOf(params, mostRuns), cursorOf(params)];
  const found = await stores.prisma.evaluationRunItem.findMany({
    where: { workspaceId, runId: run.id, ...(after !== null && { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = found.slice(0, limit);
  return {
    body: {
      data: page.map((item) => toRun(item, run)),
      next_cursor: found.length > limit ? toCursor((page.at(-1) as EvaluationRunItem).id) : null,
    },
  };
}

const toRun = (item: EvaluationRunItem, run: EvaluationRun): object => ({
  id: globalId('ExperimentRun', item.id),
  experiment_id: globalId('Experiment', run.id),
  dataset_example_id: exampleId(item.rowKey),
  output: item.output,
  repetition_number: item.repetition,
  start_time: item.startedAt ?? run.createdAt,
  end_time: item.endedAt ?? item.startedAt ?? run.createdAt,
  ...(item.traceId !== null && { trace_id: item.traceId }),
  ...(item.failureMessage !== null && { error: item.failureMessage }),
});

/** Examples that lack an answer, or have one with an error, with the repetitions. */
export async function incompleteRuns(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const run = await experimentOf(asked, asked.id);
  const limit = limitOf(params, 50);
  let from = Number(cursorOf(params) ?? 0n);
  const data: object[] = [];
  let next: number | null = null;
  if (run.datasetVersionId !== null)
    rows: for await (const rows of readDatasetRows(stores, { workspaceId, versionId: run.datasetVersionId, from, split: run.split })) {
      const items = await stores.prisma.evaluationRunItem.findMany({
        where: { workspaceId, runId: run.id, rowKey: { in: rows.map(({ id }) => id) }, state: { not: 'FAILED' } },
        select: { rowKey: true, repetition: true },
      });
      const done = new Set(items.map(({ rowKey, repetition }) => `${repetition} ${rowKey}`));
      for (const row of rows) {
        const missing = Array.from({ length: run.repetitions }, (_, at) => at + 1).filter(
          (repetition) => !done.has(`${repetition} ${row.id}`),
        );
        if (missing.length > 0 && data.length === limit) {
          next = from;
          break rows;
        }
        if (missing.length > 0) data.push({ dataset_example: toExample(row, run.createdAt), repetition_numbers: missing });
        from += 1;
      }
    }
  return { body: { data, next_cursor: next === null ? null : toCursor(next) } };
}

/** Answers that lack an evaluation of a name, or have one with an error. */
export async function incompleteEvaluations(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const run = await experimentOf(asked, asked.id);
  const names = params.getAll('evaluation_name');
  if (names.length === 0) throw new InvalidCall('evaluation_name is missing.', 400);
  const limit = limitOf(params, 50);
  const data: object[] = [];
  let after = cursorOf(params) ?? 0n;
  let next: bigint | null = null;
  for (;;) {
    const items = await stores.prisma.evaluationRunItem.findMany({
      where: { workspaceId, runId: run.id, state: { not: 'FAILED' }, isAnswered: true, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: 200,
      include: { scores: { where: { error: null }, select: { name: true } } },
    });
    const examples =
      run.datasetVersionId === null
        ? new Map<string, never>()
        : await rowsOfVersion(stores, { workspaceId, versionId: run.datasetVersionId, rowIds: items.map(({ rowKey }) => rowKey) });
    for (const { scores, ...item } of items) {
      const missing = names.filter((name) => !scores.some((score) => score.name === name));
      const row = examples.get(item.rowKey);
      if (missing.length > 0 && row !== undefined) {
        if (data.length === limit) {
          next = after;
          break;
        }
        data.push({ experiment_run: toRun(item, run), dataset_example: toExample(row, run.createdAt), evaluation_names: missing });
      }
      after = item.id;
    }
    if (next !== null || items.length < 200) break;
  }
  return { body: { data, next_cursor: next === null ? null : toCursor(next) } };
}

const kinds: Readonly<Record<string, 'API' | 'MODEL' | 'HUMAN'>> = { CODE: 'API', LLM: 'MODEL', HUMAN: 'HUMAN' };

/** Stores what an evaluator says of an answer; the same name again replaces it. */
export async function putEvaluation({ stores, live, workspaceId, body }: Asked): Promise<Answered> {
  if (!isObject(body)) throw new InvalidCall('The body is a JSON object.');
  const { experiment_run_id: runId, name, annotator_kind: annotator = 'CODE', result, error, metadata, trace_id: traceId } = body;
  const itemId = typeof runId === 'string' ? numberOf('ExperimentRun', runId) : null;
  const missing = new NotFound(
    'Experiment run',
    String(runId).slice(0, 100).toWellFormed(),
    'experiment_run_id',
    `ExperimentRun with ID ${String(runId).slice(0, 100).toWellFormed()} does not exist`,
  );
  if (itemId === null) throw missing;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 500)
    throw new InvalidCall('name is missing, or longer than 500 characters.');
  const kind = typeof annotator === 'string' && Object.hasOwn(kinds, annotator) ? kinds[annotator] : undefined;
  if (kind === undefined) throw new InvalidCall(`annotator_kind is one of ${Object.keys(kinds).join(', ')}.`);
  const given = isObject(result) ? result : {};
  const score = typeof given['score'] === 'number' && Number.isFinite(given['score']) ? given['score'] : null;
  const label = textIn(given, 'label');
  const isVerdict = (score === 0 || score === 1) && /^(true|false)$/i.test(label ?? '');
  const id = await takeItemScore({ stores, live, workspaceId }, itemId, {
    name: storable(name.trim()),
    kind,
    value: score,
    label: isVerdict ? (score === 1 ? 'pass' : 'fail') : label,
    passed: isVerdict ? score === 1 : null,
    comment: textIn(given, 'explanation'),
    error: typeof error === 'string' && error !== '' ? storable(error.slice(0, 10_000)) : null,
    metadata: isObject(metadata) ? metadata : null,
    traceId: typeof traceId === 'string' && traceId !== '' ? traceIdOf(traceId) : null,
  });
  if (id === null) throw missing;
  return { body: { data: { id: globalId('ExperimentEvaluation', id) } } };
}

const textIn = (fields: Readonly<Record<string, unknown>>, name: string): string | null =>
  typeof fields[name] === 'string' && fields[name] !== '' ? storable(fields[name].slice(0, 10_000)) : null;
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** An experiment as one list: each answer with its example and its evaluations. */
export async function experimentJson(asked: Asked): Promise<Answered> {
  return { body: await records(asked) };
}

export async function experimentCsv(asked: Asked): Promise<Answered> {
  const all = await records(asked);
  const names = [...new Set(all.flatMap(({ annotations }) => annotations.map(({ name }) => name)))];
  const columns = [
    'example_id',
    'repetition_number',
    'input',
    'reference_output',
    'output',
    'error',
    'latency_ms',
    'start_time',
    'end_time',
    'trace_id',
  ] as const;
  const head = [
    ...columns,
    ...names.flatMap((name) => [`annotation_${name}_label`, `annotation_${name}_score`, `annotation_${name}_explanation`]),
  ];
  const lines = all.map((record) => [
    ...columns.map((column) => record[column]),
    ...names.flatMap((name) => {
      const own = record.annotations.find((annotation) => annotation.name === name);
      return [own?.label ?? null, own?.score ?? null, own?.explanation ?? null];
    }),
  ]);
  return { contentType: 'text/csv; charset=utf-8', body: [head, ...lines].map((line) => line.map(cell).join(',')).join('\n') };
}

/** A cell that no program takes for a formula. */
function cell(value: unknown): string {
  const text =
    value === null || value === undefined
      ? ''
      : value instanceof Date
        ? value.toISOString()
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function records(asked: Asked) {
  const { stores, workspaceId } = asked;
  const run = await experimentOf(asked, asked.id);
  const items = await stores.prisma.evaluationRunItem.findMany({
    where: { workspaceId, runId: run.id },
    orderBy: { id: 'asc' },
    take: mostRuns,
    include: { scores: { orderBy: { id: 'asc' } } },
  });
  const rows =
    run.datasetVersionId === null
      ? new Map<string, never>()
      : await rowsOfVersion(stores, { workspaceId, versionId: run.datasetVersionId, rowIds: items.map(({ rowKey }) => rowKey) });
  return items.map((item) => {
    const row = rows.get(item.rowKey);
    const example = row === undefined ? null : (toExample(row, run.createdAt) as { input: object; output: object });
    return {
      example_id: exampleId(item.rowKey),
      repetition_number: item.repetition,
      input: example?.input ?? {},
      reference_output: example?.output ?? {},
      output: item.output,
      error: item.failureMessage,
      latency_ms: item.latencyMs,
      start_time: item.startedAt ?? run.createdAt,
      end_time: item.endedAt ?? item.startedAt ?? run.createdAt,
      trace_id: item.traceId,
      prompt_token_count: item.inputTokens,
      completion_token_count: item.outputTokens,
      annotations: item.scores.map(toAnnotation),
    };
  });
}

const toAnnotation = ({ name, kind, label, value, comment, traceId, error, metadata, createdAt }: EvaluationScore) => ({
  name,
  annotator_kind: kind === 'HUMAN' ? 'HUMAN' : kind === 'MODEL' ? 'LLM' : 'CODE',
  label,
  score: value,
  explanation: comment,
  trace_id: traceId,
  error,
  metadata: metadata ?? {},
  start_time: createdAt,
  end_time: createdAt,
});
