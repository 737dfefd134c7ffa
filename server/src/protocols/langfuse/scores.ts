import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { parseInstant } from '../../platform/graphql/scalars.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { isYearStorable } from '../../platform/ingest/time.ts';
import { policyOf } from '../../domains/policies/load.ts';
import { maskerOf } from '../../domains/policies/pure/masker.ts';
import type { Prisma, Evaluation } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { dataTypes, evaluatorKindOf, scoreSources, type DataType, type ScoreSource } from './score.ts';

/** An evaluation as Langfuse's API tells a score. What evaluations do not keep (configuration, queue, environment) is null or "default". */
export interface Score {
  readonly id: string;
  readonly traceId: string | null;
  readonly observationId: string | null;
  readonly sessionId: string | null;
  readonly datasetRunId: null;
  readonly name: string;
  readonly value: number | null;
  readonly stringValue: string | null;
  readonly dataType: DataType;
  readonly source: ScoreSource;
  readonly comment: string | null;
  readonly metadata: Readonly<Record<string, never>>;
  readonly environment: 'default';
  readonly authorUserId: null;
  readonly configId: null;
  readonly queueId: null;
  readonly timestamp: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const defaultScoreCount = 50;
const maxScoreCount = 100;
const operators = new Map<string, (value: number) => Prisma.FloatNullableFilter>([
  ['=', (value) => ({ equals: value })],
  ['!=', (value) => ({ not: value })],
  ['<', (value) => ({ lt: value })],
  ['<=', (value) => ({ lte: value })],
  ['>', (value) => ({ gt: value })],
  ['>=', (value) => ({ gte: value })],
]);
const paging = ['page', 'limit', 'cursor', 'fields'];

/** One score by its id; null: there is none. */
export async function scoreOf(stores: Pick<Stores, 'prisma' | 'postgres'>, workspaceId: string, id: string): Promise<Score | null> {
  if (unstorable(id) !== null) return null;
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const externalId = masker === null ? id : masker.id(id);
  const evaluation = await stores.prisma.evaluation.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } } });
  return evaluation === null ? null : toScore(evaluation);
}

/** A page of all evaluations as scores, newest first. Errors: a parameter that is not known here, or cannot be read. */
export async function scorePage(stores: Pick<Stores, 'prisma'>, workspaceId: string, params: URLSearchParams): Promise<Result<{ data: Score[]; meta: object }, BadInput>> {
  const limit = readCount(params, 'limit', defaultScoreCount);
  const page = readCount(params, 'page', 1);
  if (limit === null || limit > maxScoreCount) return fail(new BadInput('limit', `is a whole number from 1 to ${maxScoreCount}`));
  if (page === null) return fail(new BadInput('page', 'is a whole number from 1'));
  const where = await readFilter(stores, workspaceId, params);
  if (!where.ok) return where;
  const [totalItems, found] = await Promise.all([
    stores.prisma.evaluation.count({ where: where.value }),
    stores.prisma.evaluation.findMany({ where: where.value, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], skip: (page - 1) * limit, take: limit }),
  ]);
  return succeed({ data: found.map(toScore), meta: { page, limit, totalItems, totalPages: Math.ceil(totalItems / limit) } });
}

/** As `scorePage`, by cursor, in the form of the API's third version. */
export async function scoresAfter(stores: Pick<Stores, 'prisma'>, workspaceId: string, params: URLSearchParams): Promise<Result<{ data: object[]; meta: object }, BadInput>> {
  const limit = readCount(params, 'limit', defaultScoreCount);
  if (limit === null || limit > maxScoreCount) return fail(new BadInput('limit', `is a whole number from 1 to ${maxScoreCount}`));
  const cursor = params.get('cursor');
  if (cursor !== null && !/^\d{1,18}$/.test(cursor)) return fail(new BadInput('cursor', 'is none that this server gave'));
  const where = await readFilter(stores, workspaceId, params);
  if (!where.ok) return where;
  const found = await stores.prisma.evaluation.findMany({
    where: where.value,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === null ? {} : { cursor: { id: BigInt(cursor) }, skip: 1 }),
  });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return succeed({ data: found.slice(0, limit).map((one) => toThirdVersion(workspaceId, toScore(one))), meta: { limit, ...(last === undefined ? {} : { cursor: String(last.id) }) } });
}

async function readFilter({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, params: URLSearchParams): Promise<Result<Prisma.EvaluationWhereInput, BadInput>> {
  const all: Prisma.EvaluationWhereInput[] = [{ workspaceId }];
  const compare = operators.get(params.get('operator') ?? '=');
  for (const [param, text] of params) {
    if (text === '' || paging.includes(param) || param === 'operator') continue;
    const problem = unstorable(text);
    if (problem !== null) return fail(new BadInput(param, problem));
    if (param === 'traceId') all.push({ traceId: traceIdOf(text) });
    else if (param === 'observationId') all.push({ spanId: spanIdOf(text) });
    else if (param === 'sessionId') all.push({ sessionId: text });
    else if (param === 'name') all.push({ name: text });
    else if (param === 'id' || param === 'scoreIds') all.push({ externalId: { in: text.split(',') } });
    else if (param === 'userId') all.push(await ofUser(prisma, workspaceId, text));
    else if (param === 'dataType' && isOneOf(dataTypes, text)) all.push(ofDataType[text]);
    else if (param === 'source' && isOneOf(scoreSources, text)) all.push({ evaluatorKind: text === 'EVAL' ? 'MODEL' : text === 'ANNOTATION' ? 'HUMAN' : { in: ['RULE', 'HUMAN'] } });
    else if (param === 'fromTimestamp' || param === 'toTimestamp') {
      const at = instantOf(text);
      if (at === null) return fail(new BadInput(param, 'is no date in ISO 8601'));
      all.push({ createdAt: param === 'fromTimestamp' ? { gte: at } : { lt: at } });
    } else if (param === 'value' && compare !== undefined && Number.isFinite(Number(text))) all.push({ value: compare(Number(text)) });
    else return fail(new BadInput(param, `${JSON.stringify(text.slice(0, 60))} cannot be filtered by here`));
  }
  return succeed({ AND: all });
}

async function ofUser(prisma: Stores['prisma'], workspaceId: string, externalId: string): Promise<Prisma.EvaluationWhereInput> {
  const user = await prisma.endUser.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } }, select: { id: true } });
  // A message says whose it is, or its conversation does.
  return user === null ? { id: -1n } : { message: { OR: [{ endUserId: user.id }, { endUserId: null, conversation: { endUserId: user.id } }] } };
}

const ofDataType: Readonly<Record<DataType, Prisma.EvaluationWhereInput>> = {
  CORRECTION: { value: null, label: null, correctedOutput: { not: null } },
  CATEGORICAL: { label: { not: null }, value: null },
  TEXT: { id: -1n },
  BOOLEAN: { success: { not: null }, label: null, OR: [{ value: { in: [0, 1] } }, { value: null, rating: null, correctedOutput: null }] },
  NUMERIC: { label: null, OR: [{ value: { not: null }, success: null }, { value: null, rating: { not: null } }] },
};

function toScore(evaluation: Evaluation): Score {
  const { externalId, traceId, spanId, sessionId, comment, createdAt } = evaluation;
  const name = evaluation.name ?? (evaluation.rating !== null ? 'rating' : evaluation.success !== null ? 'success' : 'comment');
  const judged = valueOf(evaluation);
  return {
    id: externalId, traceId, observationId: spanId, sessionId, datasetRunId: null, name, ...judged, source: sourceOf(evaluation, name), comment, metadata: {},
    environment: 'default', authorUserId: null, configId: null, queueId: null, timestamp: createdAt, createdAt, updatedAt: createdAt,
  };
}

function valueOf({ value, label, rating, success, correctedOutput }: Evaluation): Pick<Score, 'value' | 'stringValue' | 'dataType'> {
  if (label !== null) return { value, stringValue: label, dataType: 'CATEGORICAL' };
  if (success !== null && (value === 0 || value === 1 || (value === null && rating === null))) return { value: Number(success), stringValue: success ? 'True' : 'False', dataType: 'BOOLEAN' };
  if (value === null && rating === null && correctedOutput !== null) return { value: null, stringValue: correctedOutput, dataType: 'CORRECTION' };
  return { value: value ?? rating, stringValue: null, dataType: 'NUMERIC' };
}

/** What the score came from: where a score of the API of this name would have the same judge, the API. */
function sourceOf({ evaluatorKind }: Evaluation, name: string): ScoreSource {
  if (evaluatorKind === evaluatorKindOf('API', name)) return 'API';
  return evaluatorKind === 'MODEL' ? 'EVAL' : evaluatorKind === 'HUMAN' ? 'ANNOTATION' : 'API';
}

function toThirdVersion(workspaceId: string, { traceId, observationId, sessionId, stringValue, value, datasetRunId: _none, ...score }: Score): object {
  const subject =
    traceId !== null && observationId !== null ? { kind: 'observation', id: observationId, traceId } : traceId !== null ? { kind: 'trace', id: traceId } : sessionId === null ? undefined : { kind: 'session', id: sessionId };
  return { ...score, projectId: workspaceId, value: score.dataType === 'BOOLEAN' ? value === 1 : (stringValue ?? value), subject };
}

const isOneOf = <Name extends string>(names: readonly Name[], text: string): text is Name => (names as readonly string[]).includes(text);

/** null: it names no instant, or none that PostgreSQL takes. */
function instantOf(text: string): Date | null {
  try {
    const instant = parseInstant(text);
    return isYearStorable(instant) ? instant : null;
  } catch {
    return null;
  }
}

function readCount(params: URLSearchParams, name: string, otherwise: number): number | null {
  const text = params.get(name);
  if (text === null || text === '') return otherwise;
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= 1_000_000 ? count : null;
}
