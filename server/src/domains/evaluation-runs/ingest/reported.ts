import { BatchTooLarge } from '../../../platform/ingest/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readCount, readLine, readRequiredName, readShortText, shown, type Fields } from '../../../platform/ingest/values.ts';
import { traceIdOf } from '../../messages/pure/trace-ids.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadEvaluationRun } from '../errors.ts';
import { readOutput } from '../load/output.ts';
import type { Report } from '../commands/report.ts';
import { maxCommentLength, maxRepetitions, maxReported, maxScoreNameLength, type Scored } from '../types.ts';

const maxScores = 50;

/** Reported items as they can be stored, or every field at fault; paths begin with `items[<at>]`. */
export function readReports(sent: readonly Fields[]): Result<readonly Report[], BadEvaluationRun | BatchTooLarge> {
  if (sent.length > maxReported) return fail(new BatchTooLarge('items', sent.length, maxReported));
  if (sent.length === 0) return fail(new BadEvaluationRun('items', 'is empty; at least one item is taken'));
  const problems: Problem[] = [];
  const reports = sent.map((input, at): Report => {
    const read = <Value>(value: Value | Problem, otherwise: Value): Value => {
      if (!(value instanceof Problem)) return value;
      problems.push(new Problem(`items[${at}].${value.field}`, value.reason));
      return otherwise;
    };
    const scores = ((input['scores'] ?? []) as readonly Fields[]).slice(0, maxScores + 1);
    if (scores.length > maxScores)
      problems.push(new Problem(`items[${at}].scores`, `has more than ${maxScores} scores, which is the most`));
    return {
      rowKey: read(readRequiredName(input, 'rowId'), ''),
      repetition: read(readRepetition(input), 1),
      isAnswered: true,
      output: read(readOutput(input['output']), null),
      error: read(readOptional(input, 'error', maxCommentLength), null),
      latencyMs: read(readCount(input, 'latencyMs'), null),
      nanoUsd: read(readUsd(input, 'costUsd'), null),
      inputTokens: read(readCount(input, 'inputTokens'), null),
      outputTokens: read(readCount(input, 'outputTokens'), null),
      traceId: read(readTrace(input), null),
      spanId: null,
      startedAt: null,
      endedAt: null,
      scores: scores.map((score, place) => read(prefixed(readGivenScore(score), `scores[${place}]`), nothing)),
    };
  });
  const [first, ...others] = problems;
  return first === undefined ? succeed(reports) : fail(new BadEvaluationRun(first.field, first.reason, others));
}

const prefixed = <Value>(value: Value | Problem, path: string): Value | Problem =>
  value instanceof Problem ? new Problem(`${path}.${value.field}`, value.reason) : value;

const nothing: Scored = {
  name: '',
  kind: 'API',
  scorer: '',
  version: null,
  value: null,
  label: null,
  passed: null,
  comment: null,
  error: null,
  nanoUsd: 0n,
};

/** A score as a person or an application gives it: one of value, passed and label; its scorer is the application. */
export function readGivenScore(input: Fields): Scored | Problem {
  const name = readLine(input, 'name', maxScoreNameLength);
  if (name instanceof Problem) return name;
  const given = ['value', 'passed', 'label'].filter((field) => input[field] !== undefined && input[field] !== null);
  if (given.length !== 1)
    return new Problem(
      'value',
      given.length === 0
        ? 'is missing, and so are passed and label; one of the three is taken'
        : `is one of ${given.join(', ')}, which are given; one of them is taken`,
    );
  const comment = readOptional(input, 'comment', maxCommentLength);
  if (comment instanceof Problem) return comment;
  const score = { ...nothing, name, scorer: 'api', comment };
  if (given[0] === 'label') {
    const label = readLine(input, 'label', maxScoreNameLength);
    return label instanceof Problem ? label : { ...score, label };
  }
  if (given[0] === 'passed')
    return {
      ...score,
      value: Number(input['passed'] === true),
      label: input['passed'] === true ? 'pass' : 'fail',
      passed: input['passed'] === true,
    };
  const value = input['value'];
  return typeof value === 'number' && Number.isFinite(value)
    ? { ...score, value }
    : new Problem('value', `is ${shown(value)}; a number is taken`);
}

const readOptional = (input: Fields, field: string, most: number): string | null | Problem =>
  input[field] === undefined || input[field] === null || input[field] === '' ? null : readShortText(input, field, most);

function readRepetition(input: Fields): number | Problem {
  const value = input['repetition'] ?? 1;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxRepetitions
    ? value
    : new Problem('repetition', `is ${shown(value)}; 1 to ${maxRepetitions} is taken`);
}

function readUsd(input: Fields, field: string): bigint | null | Problem {
  const value = input[field];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && value >= 0 && value <= 1_000_000
    ? BigInt(Math.round(value * 1e9))
    : new Problem(field, `is ${shown(value)}; 0 to 1000000 US dollars are taken`);
}

function readTrace(input: Fields): string | null | Problem {
  const text = readOptional(input, 'traceId', 200);
  return text === null || text instanceof Problem ? text : traceIdOf(text);
}
