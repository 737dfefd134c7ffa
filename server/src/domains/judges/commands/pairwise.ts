import type { Context } from '../../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { badLine, unstorable } from '../../../platform/ingest/text.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { BadJudge } from '../errors.ts';
import { estimateRun } from '../load/estimate.ts';
import { byFilter } from '../load/messages.ts';
import { pairsOf, type Answer } from '../pure/pairs.ts';
import { askedOfMessages } from '../queries/texts.ts';
import { maxNameLength, maxSides } from '../types.ts';
import { storeRun, usableJudge } from './runs.ts';

export interface PairwiseWish {
  readonly judgeId: string;
  readonly sides: readonly { readonly name: string; readonly filter: AnalyticsFilter }[];
  /** Null: 200. */
  readonly maxPairs: number | null;
  readonly seed: number | null;
}

const takenName = (sides: PairwiseWish['sides'], side: number): string | null =>
  sides.findIndex(({ name }) => name.trim() === sides[side]?.name.trim()) < side ? 'is the name of another side; each has its own' : null;

const mostPairs = 5_000;
const usualPairs = 200;
const mostAnswers = 5_000;

/**
 * Begins a comparison of the answers of two or more sides, such as models or versions of a prompt, and gives the id of its run. Answers to the
 * same text of a user are compared, each pair in both orders.
 */
export async function startPairwise(
  context: Pick<Context, 'stores' | 'live' | 'viewer'>,
  { judgeId, sides, maxPairs, seed }: PairwiseWish,
  now: Date,
): Promise<Result<string>> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const usable = await usableJudge(context, judgeId);
  if (!usable.ok) return usable;
  if (usable.value.rubric === null) return fail(new BadJudge('judgeId', 'is that of a rule, which can’t compare answers; a model can'));
  if (sides.length < 2 || sides.length > maxSides)
    return fail(new BadJudge('sides', `has ${sides.length} sides; 2 to ${maxSides} are taken`));
  if (maxPairs !== null && (maxPairs < 1 || maxPairs > mostPairs))
    return fail(new BadJudge('maxPairs', `is ${maxPairs}; 1 to ${mostPairs} is taken`));
  const answers: Answer[] = [];
  for (const [side, { name, filter }] of sides.entries()) {
    const problem =
      name.trim() === '' || name.length > maxNameLength
        ? `must have 1 to ${maxNameLength} characters`
        : (unstorable(name) ?? badLine(name) ?? takenName(sides, side));
    if (problem !== null) return fail(new BadJudge(`sides[${side}].name`, problem));
    const found = await byFilter(stores, workspaceId, { filter, sampleCount: mostAnswers, seed });
    if (!found.ok) return fail(found.failure.within(`sides[${side}]`));
    for (const { id, asked } of await askedOfMessages(stores.postgres, { workspaceId, messageIds: found.value }))
      answers.push({ id, asked, side });
  }
  const pairs = pairsOf(answers, maxPairs ?? usualPairs);
  if (pairs.length === 0)
    return fail(
      new BadJudge(
        'sides',
        'have no answers to the same text of a user: pairs are made of answers that follow the same words; choose wider filters',
      ),
    );
  const items = pairs.flatMap(({ one, other }) => [
    { messageId: one.id, otherMessageId: other.id, slot: `${other.id} first`, side: one.side, otherSide: other.side },
    { messageId: other.id, otherMessageId: one.id, slot: `${one.id} second`, side: other.side, otherSide: one.side },
  ]);
  const { costUsd } = await estimateRun(
    stores,
    viewer,
    usable.value,
    pairs.map(({ one }) => one.id),
    2,
  );
  return succeed(await storeRun(context, { judgeId, kind: 'PAIRWISE', sides: sides.map(({ name }) => name.trim()), items, costUsd }, now));
}
