import pino from 'pino';
import type { Context } from '../../../platform/graphql/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { beatAnswers } from '../queries.ts';
import { isUnderWay, type LiveAnswer, type PlaygroundPrompt, type PlaygroundRow } from '../types.ts';
import { RunningAnswer } from './answer.ts';
import { askModel } from './ask-model.ts';
import { traceAnswer } from './trace.ts';

export type RunContext = Pick<Context, 'stores' | 'live' | 'viewer'>;

export interface AskedRun {
  readonly id: string;
  readonly prompt: PlaygroundPrompt;
  readonly rows: readonly PlaygroundRow[];
  readonly models: readonly string[];
}

export interface AskedAnswer extends Pick<LiveAnswer, 'id' | 'steps'> {
  readonly rowIndex: number;
  readonly columnIndex: number;
}

const beatEveryMs = 15_000;
const log = pino({ name: 'fine-tune-lab' }, pino.destination({ dest: 2, sync: true }));

/** Has answers of a run made, which are stored as waiting: each model one row after the other, the models side by side. Never rejects. */
export async function runAnswers(context: RunContext, run: AskedRun, asked: readonly AskedAnswer[]): Promise<void> {
  const { stores, live, viewer } = context;
  const { workspaceId } = viewer;
  await inWorkspace(workspaceId, async () => {
    const place = { stores, live, workspaceId, runId: run.id };
    const made = asked.map((one) => ({ ...one, answer: new RunningAnswer(place, one) }));
    const unsubscribe = live.subscribe('playground.stop', run.id, ({ answerId }) => {
      for (const { id, answer } of made) if (answerId === null || answerId === id) answer.stop();
    });
    const beats = setInterval(() => {
      const ids = made.filter(({ answer }) => isUnderWay(answer.state.status)).map(({ id }) => id);
      void beatAnswers(stores.postgres, { workspaceId, ids }).catch(() => {});
    }, beatEveryMs);
    try {
      const columns = Map.groupBy(made, ({ columnIndex }) => columnIndex);
      await Promise.all(
        [...columns.values()].map(async (column) => {
          for (const one of column) await answerOne(context, run, one);
        }),
      );
    } finally {
      unsubscribe();
      clearInterval(beats);
    }
  });
}

async function answerOne(
  context: RunContext,
  run: AskedRun,
  { id, rowIndex, columnIndex, answer }: AskedAnswer & { answer: RunningAnswer },
): Promise<void> {
  if (answer.state.status !== 'WAITING') return;
  try {
    await askModel(context, answer, {
      model: run.models[columnIndex] as string,
      prompt: run.prompt,
      row: run.rows[rowIndex] as PlaygroundRow,
    });
  } catch (error) {
    log.error({ err: error, answerId: id }, 'An answer of the playground failed');
    await answer
      .end({
        status: 'FAILED',
        failureCode: 'INTERNAL',
        failureMessage: 'Something went wrong here; the server’s log has it. Run it again.',
      })
      .catch(() => {});
  }
  await traceAnswer(context, run, id).catch((error: unknown) =>
    log.error({ err: error, answerId: id }, 'An answer of the playground became no trace'),
  );
}
