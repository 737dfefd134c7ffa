import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { badText } from '../../../platform/ingest/text.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { runAnswers, type RunContext } from '../background/run-answers.ts';
import { AnswerRunning, BadPlaygroundInput, PlaygroundBusy } from '../errors.ts';
import { runningRuns, takeAnswer } from '../queries.ts';
import { maxRunning, maxSteps, type AnswerStep, type PlaygroundPrompt, type PlaygroundRow } from '../types.ts';

type Going = Result<string, BadPlaygroundInput | NotFound | AnswerRunning | PlaygroundBusy>;

export interface ToolResultInput {
  readonly callId: string;
  readonly text: string;
}

/** Goes on with an own answer that called tools: their results are sent to the model. Gives its id. */
export async function continueAnswer(context: RunContext, id: string, results: readonly ToolResultInput[]): Promise<Going> {
  const answer = await ownAnswer(context, id);
  if (answer === null) return fail(new NotFound('Answer', id, 'input.id'));
  const steps = withResults(answer.steps as unknown as readonly AnswerStep[], results);
  return steps instanceof BadPlaygroundInput ? fail(steps) : goOn(context, answer, steps);
}

/** Asks the model of an own answer once more from the beginning. Gives its id. */
export async function retryAnswer(context: RunContext, id: string): Promise<Going> {
  const answer = await ownAnswer(context, id);
  return answer === null ? fail(new NotFound('Answer', id)) : goOn(context, answer, []);
}

/** An answer of a run of the viewer's own, with the run; null: there is none. */
const ownAnswer = ({ stores: { prisma }, viewer }: RunContext, id: string) =>
  prisma.playgroundAnswer.findUnique({
    where: { id, workspaceId: viewer.workspaceId, run: { owner: spenderOf(viewer) } },
    include: { run: true },
  });

async function goOn(
  context: RunContext,
  answer: NonNullable<Awaited<ReturnType<typeof ownAnswer>>>,
  steps: readonly AnswerStep[],
): Promise<Going> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const owner = spenderOf(viewer);
  const { id, run, rowIndex, columnIndex } = answer;
  // A run that goes on anyway is no further one.
  const isUnderWay =
    (await stores.prisma.playgroundAnswer.count({ where: { workspaceId, runId: run.id, status: { in: ['WAITING', 'RUNNING'] } } })) > 0;
  const [running] = await runningRuns(stores.postgres, { workspaceId, owner });
  if (!isUnderWay && (running?.runCount ?? 0) >= maxRunning) return fail(new PlaygroundBusy());
  const [taken] = await takeAnswer(stores.postgres, { workspaceId, id, owner, steps });
  if (taken === undefined) return fail(new AnswerRunning());
  const asked = {
    id: run.id,
    models: run.models,
    prompt: run.prompt as unknown as PlaygroundPrompt,
    rows: run.rows as unknown as readonly PlaygroundRow[],
  };
  void runAnswers(context, asked, [{ id, rowIndex, columnIndex, steps }]);
  return succeed(id);
}

/** The steps with results for every call of the last one that can be made. */
function withResults(steps: readonly AnswerStep[], results: readonly ToolResultInput[]): readonly AnswerStep[] | BadPlaygroundInput {
  const last = steps.at(-1);
  const open = last?.calls.filter(({ arguments: given }) => given !== null) ?? [];
  if (last === undefined || open.length === 0)
    return new BadPlaygroundInput('id', 'is of an answer that called no tool; only one that did goes on with results');
  if (steps.length >= maxSteps)
    return new BadPlaygroundInput('id', `is of an answer with ${steps.length} calls of the model, which is the most`);
  for (const [at, { callId, text }] of results.entries()) {
    if (!open.some(({ id }) => id === callId))
      return new BadPlaygroundInput(
        `results[${at}].callId`,
        `is ${shown(callId)}; the open calls are ${open.map(({ id }) => shown(id)).join(', ')}`,
      );
    const problem = badText(text);
    if (problem !== null) return new BadPlaygroundInput(`results[${at}].text`, problem);
  }
  const missing = open.find(({ id }) => results.every(({ callId }) => callId !== id));
  if (missing !== undefined)
    return new BadPlaygroundInput('results', `has no result for the call ${shown(missing.id)} of ${shown(missing.name)}`);
  const texts = new Map(results.map(({ callId, text }) => [callId, text]));
  return steps.with(-1, { ...last, calls: last.calls.map((call) => ({ ...call, result: texts.get(call.id) ?? null })) });
}
