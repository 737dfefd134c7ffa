import { unwrap } from '../../../platform/graphql/errors.ts';
import { assistantSettingsOf } from '../../assistant/load.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { captureSpans } from '../../traces/commands.ts';
import { spansOf, traceIdOf } from '../pure/spans.ts';
import { isUnderWay, type AnswerStep } from '../types.ts';
import type { AskedRun, RunContext } from './run-answers.ts';

/** Stores an answer that has ended as a trace of its workspace, where that wants it; once more after it has gone on: the trace is replaced. */
export async function traceAnswer({ stores, live, viewer }: RunContext, run: AskedRun, answerId: string): Promise<void> {
  const { workspaceId } = viewer;
  if (!(await assistantSettingsOf(stores, workspaceId)).isTraced) return;
  const answer = await stores.prisma.playgroundAnswer.findUnique({ where: { id: answerId, workspaceId } });
  if (answer === null || isUnderWay(answer.status) || answer.startedAt === null) return;
  const steps = answer.steps as unknown as readonly AnswerStep[];
  const spans = spansOf({ ...answer, steps, startedAt: answer.startedAt, owner: spenderOf(viewer) }, run);
  unwrap(await captureSpans({ stores, live }, workspaceId, spans, new Date()));
  await stores.prisma.playgroundAnswer.updateMany({ where: { id: answerId, workspaceId }, data: { traceId: traceIdOf(answerId) } });
}
