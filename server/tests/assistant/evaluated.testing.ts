import { inWorkspace } from '../../src/platform/store/scope.ts';
import type { TestServer } from '../../src/server.testing.ts';

/** Of each run, how many of 30 rows passed; the second passes where the first does, and in 18 more. */
const evaluated = { rows: 30, 'answers-first': 8, 'answers-second': 26 } as const;

/** Two evaluation runs over the same messages. */
export async function storeEvaluationRuns({ stores: { prisma }, defaultWorkspaceId: workspaceId }: TestServer): Promise<void> {
  await inWorkspace(workspaceId, async () => {
    for (const name of ['answers-first', 'answers-second'] as const) {
      const run = await prisma.evaluationRun.create({
        data: {
          workspaceId,
          name,
          kind: 'OFFLINE',
          state: 'DONE',
          model: 'gpt-4o',
          owner: 'suite',
          total: evaluated.rows,
          done: evaluated.rows,
        },
      });
      for (let position = 0; position < evaluated.rows; position += 1) {
        const passed = position < evaluated[name];
        const item = await prisma.evaluationRunItem.create({
          data: { workspaceId, runId: run.id, rowKey: `row-${position}`, position, state: 'DONE', isAnswered: true, output: 'an answer' },
        });
        await prisma.evaluationScore.create({
          data: {
            workspaceId,
            runId: run.id,
            itemId: item.id,
            slot: item.id.toString(),
            name: 'right',
            kind: 'RULE',
            scorer: 'EQUALS',
            value: Number(passed),
            label: passed ? 'pass' : 'fail',
            passed,
          },
        });
      }
    }
  });
}
