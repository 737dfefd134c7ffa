import { hash } from 'node:crypto';
import { bookOf, listedIn, type Book, type BookContext } from '../../domains/experiments/load/book.ts';
import { readUnit, type Unit } from '../../domains/experiments/load/unit.ts';
import { assign, needsUnit, unitOf, type Assignment, type Flag } from '../../domains/experiments/pure/assign.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import type { Answered } from './answer.ts';
import { givenIn } from './assign.ts';

/** A failure as OFREP knows it. */
export class OfrepFailure extends Error {
  readonly status: number;
  readonly errorCode: string;
  constructor(status: number, errorCode: string, details: string) {
    super(details);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** OFREP knows no DEFAULT. */
const reasons: Readonly<Record<Assignment['reason'], string>> = {
  STATIC: 'STATIC',
  SPLIT: 'SPLIT',
  TARGETING_MATCH: 'TARGETING_MATCH',
  DISABLED: 'DISABLED',
  DEFAULT: 'UNKNOWN',
};

/** `POST /ofrep/v1/evaluate/flags/<key>` */
export async function answerOne(context: BookContext, workspaceId: string, key: string, body: unknown): Promise<Answered> {
  const unit = unitIn(body);
  const entry = (await bookOf(context, workspaceId)).byKey.get(key);
  if (entry === undefined)
    throw new OfrepFailure(404, 'FLAG_NOT_FOUND', `There is no flag or experiment ${JSON.stringify(key.slice(0, 100))} in this workspace.`);
  const { flag } = entry;
  const evaluated = evaluate(flag, unit);
  if (evaluated === null) throw new OfrepFailure(400, 'TARGETING_KEY_MISSING', missing(key));
  const text = successText(flag, evaluated);
  if (unit === null) return { status: 200, text };
  return { status: 200, text, given: givenIn([{ experiment: key, unit: unitOf(flag, unit.unitId, unit.attributes), ...evaluated }]) };
}

/** `POST /ofrep/v1/evaluate/flags`: all of them. The ETag is of the definitions, the members of cohorts that they target, and the whole context: a changed context is never "not modified". */
export async function answerAll(
  context: BookContext,
  workspaceId: string,
  body: unknown,
  ifNoneMatch: string | undefined,
): Promise<Answered> {
  const unit = unitIn(body);
  const book = await bookOf(context, workspaceId);
  const etag = etagOf(book, workspaceId, body);
  if (ifNoneMatch === etag) return { status: 304, headers: { etag }, text: '' };
  const flags = listedIn(book).map(({ flag }) => {
    const { key } = flag;
    const evaluated = evaluate(flag, unit);
    return evaluated === null
      ? JSON.stringify({ key, errorCode: 'TARGETING_KEY_MISSING', errorDetails: missing(key) })
      : successText(flag, evaluated);
  });
  return { status: 200, headers: { etag }, text: `{"flags":[${flags.join(',')}]}` };
}

const missing = (key: string): string => `${JSON.stringify(key)} is assigned by unit: context.targetingKey has to name it.`;

/** null: the context names no unit. */
function unitIn(body: unknown): Unit | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new OfrepFailure(400, 'PARSE_ERROR', 'The body is no object { context }.');
  const { context = {} } = body as { context?: unknown };
  if (typeof context !== 'object' || context === null || Array.isArray(context))
    throw new OfrepFailure(400, 'INVALID_CONTEXT', 'context is no object.');
  const { targetingKey, ...attributes } = context as Record<string, unknown>;
  if (targetingKey === undefined || targetingKey === null || targetingKey === '') return null;
  const unit = readUnit(targetingKey, attributes, { unitId: 'context.targetingKey', attributes: 'context' });
  if (unit instanceof Problem) throw new OfrepFailure(400, 'INVALID_CONTEXT', `${unit.field} ${unit.reason}.`);
  return unit;
}

function evaluate(flag: Flag, unit: Unit | null): Assignment | null {
  if (unit === null) return needsUnit(flag) ? null : assign(flag, '', {});
  return assign(flag, unit.unitId, unit.attributes);
}

/** Python's provider takes no whole number for a float: its JSON has a decimal point. */
function valueText({ valueType }: Flag, value: unknown): string {
  const text = JSON.stringify(value);
  return valueType === 'FLOAT' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Without a value the client keeps the default of its code. Python's provider reads `variant` by index, so that it is always there. */
function successText(flag: Flag, { variant, value, reason, phase }: Assignment): string {
  const ofFlag = texts.get(flag) ?? new Map<string, string>();
  texts.set(flag, ofFlag);
  const name = `${reason} ${variant ?? ''}`;
  let text = ofFlag.get(name);
  if (text === undefined) {
    text = JSON.stringify({ key: flag.key, reason: reasons[reason], variant: variant ?? 'default', metadata: { phase } });
    if (value !== null) text = `${text.slice(0, -1)},"value":${valueText(flag, value)}}`;
    ofFlag.set(name, text);
  }
  return text;
}

/** Answers of a flag are as few as its variants, each with what decided for it. */
const texts = new WeakMap<Flag, Map<string, string>>();

function etagOf({ fingerprint, cohorts }: Book, workspaceId: string, body: unknown): string {
  const members = cohorts.map((cohort) => cohort.fingerprint()).join();
  return `"${hash('sha256', workspaceId + fingerprint + members + JSON.stringify(body), 'base64url').slice(0, 27)}"`;
}
