import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import { latestBy } from '../../../platform/live/latest-by.ts';
import type { PlaygroundAnswer } from '../../../platform/store/prisma/generated/client.ts';
import { readableBy } from '../load.ts';
import { isUnderWay, type LiveAnswer } from '../types.ts';

const everyMs = 60;

/**
 * The answers of a run as they are now, then those that have come on since the value before, until none is under way. Errors: rejects with
 * NOT_FOUND.
 */
export function answerChanges(
  { stores, viewer, live }: Pick<Context, 'stores' | 'viewer' | 'live'>,
  runId: string,
): AsyncIterableIterator<readonly PlaygroundAnswer[], undefined> {
  const { workspaceId } = viewer;
  const read = async (): Promise<PlaygroundAnswer[]> => {
    const run = await stores.prisma.playgroundRun.findFirst({
      where: { id: runId, ...readableBy(viewer) },
      select: { answers: { orderBy: [{ rowIndex: 'asc' }, { columnIndex: 'asc' }] } },
    });
    if (run === null) throw new NotFound('Run', runId, 'runId');
    return run.answers;
  };
  const notices = latestBy(live, 'playground.answer', runId, { everyMs, nameOf: ({ id }) => id });
  let known: Map<string, PlaygroundAnswer> | null = null;
  let isOver = false;
  const over = async (): Promise<IteratorResult<readonly PlaygroundAnswer[], undefined>> => {
    isOver = true;
    await notices.return?.();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (isOver) return over();
      const { done, value: came } = await notices.next();
      if (done === true) return over();
      if (known === null) {
        // Listened to before it is read, so that nothing falls between.
        const answers = await read();
        known = new Map(answers.map((answer) => [answer.id, answer]));
        const first = came.length === 0 ? answers : answers.map((answer) => mergedWith(answer, came));
        for (const answer of first) known.set(answer.id, answer);
        isOver = first.every(({ status }) => !isUnderWay(status));
        return { done: false, value: first };
      }
      const changed: PlaygroundAnswer[] = [];
      for (const live of came) {
        const held = known.get(live.id) ?? (await stores.prisma.playgroundAnswer.findUnique({ where: { id: live.id, workspaceId } }));
        // It was deleted a moment ago.
        if (held === null) continue;
        const answer = merged(held, live);
        known.set(answer.id, answer);
        changed.push(answer);
      }
      isOver = [...known.values()].every(({ status }) => !isUnderWay(status));
      return { done: false, value: changed };
    },
    return: over,
    async throw() {
      return over();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function mergedWith(answer: PlaygroundAnswer, came: readonly LiveAnswer[]): PlaygroundAnswer {
  const live = came.find(({ id }) => id === answer.id);
  // What is stored as ended was stored before its end was announced.
  return live === undefined || (!isUnderWay(answer.status) && isUnderWay(live.status)) ? answer : merged(answer, live);
}

const merged = (row: PlaygroundAnswer, { steps, startedAt, endedAt, ...now }: LiveAnswer): PlaygroundAnswer => ({
  ...row,
  ...now,
  steps: steps as never,
  startedAt: startedAt === null ? null : new Date(startedAt),
  endedAt: endedAt === null ? null : new Date(endedAt),
});
