import type { Context } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, type Fields } from '../../../platform/ingest/values.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadEvaluationRun } from '../errors.ts';
import { readGivenScore } from '../ingest/reported.ts';
import { personKey } from '../pure/scorer.ts';
import { storeScores } from '../queries/scores.ts';
import { maxScoreNameLength } from '../types.ts';

/** Gives an item a score in the viewer's name, in place of an earlier one of the name, or takes that back; gives the item's id. */
export async function scoreItem(
  { stores, live, viewer }: Pick<Context, 'stores' | 'live' | 'viewer'>,
  itemId: bigint,
  input: Fields,
): Promise<Result<bigint>> {
  const { workspaceId } = viewer;
  const item = await stores.prisma.evaluationRunItem.findUnique({
    where: { id: itemId, workspaceId },
    select: { runId: true, isAnswered: true },
  });
  if (item === null) return fail(new NotFound('Evaluation item', String(itemId), 'input.evaluationItemId'));
  const scorer = personKey(spenderOf(viewer));
  const isTaken = ['value', 'passed', 'label'].every((field) => input[field] === undefined || input[field] === null);
  const read = isTaken ? readLine(input, 'name', maxScoreNameLength) : readGivenScore(input);
  if (read instanceof Problem) return fail(new BadEvaluationRun(read.field, read.reason));
  if (typeof read === 'string') {
    await stores.prisma.evaluationScore.deleteMany({ where: { workspaceId, itemId, name: read, scorer } });
  } else {
    const author = viewer.person === null ? null : viewer.person.name === '' ? viewer.person.email : viewer.person.name;
    await storeScores(stores.postgres, {
      workspaceId,
      scores: [{ ...read, kind: 'HUMAN', scorer, author, runId: item.runId, itemId: String(itemId) }],
    });
  }
  live.publish('evaluationRun.changed', item.runId, {});
  return succeed(itemId);
}
