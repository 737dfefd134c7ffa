import type { EvaluationInput, EvaluatorKind } from '../../domains/evaluations/types.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readEnum, readName, readRequiredName, readText, shown, type Fields } from '../../platform/ingest/values.ts';

export const dataTypes = ['NUMERIC', 'BOOLEAN', 'CATEGORICAL', 'TEXT', 'CORRECTION'] as const;
export type DataType = (typeof dataTypes)[number];
export const scoreSources = ['API', 'ANNOTATION', 'EVAL'] as const;
export type ScoreSource = (typeof scoreSources)[number];

/** Names, without case, spaces, dashes and underscores, whose whole numbers from 1 to 5 are ratings. */
const ratingNames: ReadonlySet<string> = new Set(['rating', 'stars', 'starrating', 'userrating', 'feedback', 'userfeedback']);
/** Names whose 0 and 1 are verdicts. */
const verdictNames: ReadonlySet<string> = new Set(['success', 'correct', 'correctness', 'thumbs', 'feedback', 'userfeedback', 'helpful']);
/** What people say through an application's own buttons comes by the API as what its code finds. */
const isOfUsers = (name: string): boolean => /^(user|human)|feedback|thumbs/.test(name);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/** A score as an evaluation; where it is of a run alone, there is nothing else that it judges. */
export type ReadScore = EvaluationInput & {
  readonly externalId: string;
  readonly datasetRunId: string | null;
  readonly source: ScoreSource;
};

/**
 * A score as an evaluation: name, value and label as sent, and the rating, verdict or correction that they stand for
 * (docs/ingest.md lists the names). `fallback` is used where the score has no id or time of its own.
 */
export function readScore(body: Fields, fallback: { id: string; at: Date }): ReadScore | Problem {
  const name = readRequiredName(body, 'name');
  if (name instanceof Problem) return name;
  const subject = readSubject(body);
  if (subject instanceof Problem) return subject;
  const judgment = readJudgment(body, plain(name));
  if (judgment instanceof Problem) return judgment;
  const id = readName(body, 'id');
  if (id instanceof Problem) return id;
  const comment = readText(body, 'comment');
  if (comment instanceof Problem) return comment;
  const source = readEnum(body, 'source', scoreSources);
  if (source instanceof Problem) return source;
  return {
    ...subject,
    ...judgment,
    name,
    comment,
    evaluatorKind: evaluatorKindOf(source ?? 'API', name),
    source: source ?? 'API',
    createdAt: fallback.at,
    externalId: id ?? fallback.id,
  };
}

/** Scores of the API come from code, unless their name says that they come from users. */
export function evaluatorKindOf(source: ScoreSource, name: string): EvaluatorKind {
  if (source === 'EVAL') return 'MODEL';
  return source === 'ANNOTATION' || isOfUsers(plain(name)) ? 'HUMAN' : 'RULE';
}

function readSubject(body: Fields): Pick<ReadScore, 'traceId' | 'spanId' | 'sessionId' | 'datasetRunId'> | Problem {
  const traceId = readName(body, 'traceId');
  if (traceId instanceof Problem) return traceId;
  const spanId = readName(body, 'observationId');
  if (spanId instanceof Problem) return spanId;
  const sessionId = readName(body, 'sessionId');
  if (sessionId instanceof Problem) return sessionId;
  if (spanId !== null && traceId === null) return new Problem('traceId', 'is missing: an observation is named together with its trace');
  const datasetRunId = readName(body, 'datasetRunId');
  if (datasetRunId instanceof Problem) return datasetRunId;
  if (traceId !== null || sessionId !== null || datasetRunId !== null) return { traceId, spanId, sessionId, datasetRunId };
  return new Problem('traceId', 'is missing, and so are sessionId and datasetRunId: a score names one of them');
}

type Judgment = Pick<EvaluationInput, 'value' | 'label' | 'rating' | 'success' | 'correctedOutput'>;

function readJudgment(body: Fields, plainName: string): Judgment | Problem {
  const { value } = body;
  const declared = readEnum(body, 'dataType', dataTypes);
  if (declared instanceof Problem) return declared;
  if (value === undefined || value === null) return new Problem('value', 'is missing');
  const dataType = declared ?? (typeof value === 'string' ? 'CATEGORICAL' : typeof value === 'boolean' ? 'BOOLEAN' : 'NUMERIC');
  switch (dataType) {
    case 'NUMERIC':
      return typeof value === 'number' && Number.isFinite(value)
        ? ofNumber(value, plainName)
        : new Problem('value', `is ${shown(value)}; a NUMERIC score is a finite number`);
    case 'BOOLEAN':
      if (value !== 0 && value !== 1 && typeof value !== 'boolean')
        return new Problem('value', `is ${shown(value)}; a BOOLEAN score is 0 or 1`);
      return { value: Number(value), success: Number(value) === 1 };
    default: {
      if (typeof value !== 'string') return new Problem('value', `is ${shown(value)}; a ${dataType} score is a text`);
      const text = readText(body, 'value');
      if (text instanceof Problem) return text;
      if (text === null) return new Problem('value', 'must not be empty');
      return dataType === 'CORRECTION' ? { correctedOutput: text } : { label: text };
    }
  }
}

function ofNumber(value: number, plainName: string): Judgment {
  if (verdictNames.has(plainName) && (value === 0 || value === 1)) return { value, success: value === 1 };
  return ratingNames.has(plainName) && Number.isInteger(value) && value >= 1 && value <= 5 ? { value, rating: value } : { value };
}
