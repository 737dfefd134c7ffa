import { setImmediate } from 'node:timers/promises';
import {
  assignIn,
  keptOfAssignment,
  type AskedAssignment,
  type KeptOfAssignment,
  type KeyedAssignment,
} from '../../domains/experiments/commands.ts';
import { bookOf, type Book, type BookContext } from '../../domains/experiments/load/book.ts';
import { maxAssignments } from '../../domains/experiments/types.ts';
import { BadArgument, unwrap } from '../../platform/graphql/errors.ts';
import { BatchTooLarge } from '../../platform/ingest/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { answered, type Answered, type Given } from './answer.ts';

/** Other callers have their turn after that: patterns of conditions may take some milliseconds each. */
const longestTurnMs = 20;

/** `POST /api/assign`: one assignment, or a list of them in the order in which they were asked for; a bad one in a list does not cost the others. */
export async function answerAssign(context: BookContext, workspaceId: string, body: unknown): Promise<Answered> {
  const book = await bookOf(context, workspaceId);
  if (!Array.isArray(body)) {
    const one = unwrap(assignIn(book, askedOf(body)));
    const kept = keptOfAssignment(body as Record<string, unknown>);
    if (kept instanceof Problem) throw new BadArgument(kept.field, kept.reason);
    return { ...answered(shown(one)), given: givenIn([{ ...one, ...kept }]) };
  }
  if (body.length > maxAssignments) throw new BatchTooLarge('assignments', body.length, maxAssignments);
  const answers: ReturnType<typeof assignmentIn>[] = [];
  let yielded = performance.now();
  for (const one of body) {
    answers.push(assignmentIn(book, one));
    if (performance.now() - yielded < longestTurnMs) continue;
    await setImmediate();
    yielded = performance.now();
  }
  const assigned = answers.filter((one): one is KeyedAssignment & KeptOfAssignment => 'unit' in one);
  return { ...answered(answers.map((one) => ('unit' in one ? shown(one) : one))), given: givenIn(assigned) };
}

function assignmentIn(book: Book, body: unknown): (KeyedAssignment & KeptOfAssignment) | { readonly error: object } {
  if (typeof body !== 'object' || body === null)
    return { error: { code: 'BAD_USER_INPUT', field: '', reason: 'is no object { experiment, unitId, attributes }' } };
  const result = assignIn(book, askedOf(body));
  if (result.ok) {
    const kept = keptOfAssignment(body as Record<string, unknown>);
    if (!(kept instanceof Problem)) return { ...result.value, ...kept };
    return { error: { code: 'BAD_USER_INPUT', field: kept.field, reason: kept.reason } };
  }
  const { code, problems } = result.failure;
  return { error: { code, ...problems[0] } };
}

function askedOf(body: unknown): AskedAssignment {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadArgument('body', 'is no object { experiment, unitId, attributes }, nor a list of them');
  const { experiment, unitId, attributes } = body as Record<string, unknown>;
  return { experiment, unitId, attributes };
}

const shown = ({ experiment, variant, value, reason, phase }: KeyedAssignment): object => ({ experiment, variant, value, reason, phase });

/** Only what a hash decided is an exposure: what all get, and what testers get, is compared with nothing. */
export const givenIn = (assignments: readonly (KeyedAssignment & KeptOfAssignment)[]): Given[] =>
  assignments.flatMap(({ experiment, unit, variant, reason, phase, attributes, client }) =>
    reason === 'SPLIT' && variant !== null ? [{ experiment, unitId: unit, variant, phase, attributes, client }] : [],
  );
