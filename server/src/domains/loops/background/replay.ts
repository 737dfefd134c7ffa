import type { Stores } from '../../../platform/store/stores.ts';
import { lastPredictions } from '../../predictions/load.ts';
import { isAsExpected, outcomeOf } from '../pure/outcome.ts';
import { promptHash, rowIdOf } from '../pure/prompt.ts';
import { countReplay } from '../pure/verdict.ts';
import { clearReplay, openItems, replayedItems, storeReplay, type OpenItem, type ReplayedItem } from '../queries/items.ts';
import type { Matching } from '../types.ts';
import type { Passed, StepWork, WorkedLoop } from './passed.ts';

const group = 500;

/** Takes what the new model answers to the prompts: in its evaluation run, else the predictions that its job has logged. */
export const replay: StepWork = async ({ stores }, loop) => {
  const { id: loopId, workspaceId, jobId, evaluationRunId, settings } = loop;
  const items = await rowsOfLoop(stores, loop);
  const came =
    evaluationRunId === null ? await predicted(stores, workspaceId, jobId) : await answered(stores, workspaceId, evaluationRunId);
  if ('state' in came) return came;
  const replayed = items.flatMap((item) => judged(item, came.answers.get(came.keyOf(item)), settings.matching));
  if (replayed.length === 0) return { state: 'NEEDS_PERSON', count: 0, outOf: items.length, error: came.nothing };
  return {
    state: 'DONE',
    count: replayed.length,
    outOf: items.length,
    details: { answeredBy: evaluationRunId === null ? 'JOB' : 'MODEL' },
    write: async (session) => {
      await clearReplay(session, { workspaceId, loopId });
      for (let from = 0; from < replayed.length; from += group)
        await storeReplay(session, { workspaceId, items: replayed.slice(from, from + group) });
    },
  };
};

/** Answers of the new model, and by what they are found. */
interface Answers {
  readonly answers: ReadonlyMap<string, string>;
  readonly keyOf: (item: OpenItem) => string;
  /** Why no prompt is among them. */
  readonly nothing: string;
}

/** The last predictions of a job, by the hash of their prompts. */
async function predicted(stores: Stores, workspaceId: string, jobId: string | null): Promise<Answers> {
  const answers = new Map<string, string>();
  if (jobId !== null)
    for await (const page of lastPredictions(stores, workspaceId, jobId))
      for (const { prompt, prediction } of page) answers.set(promptHash(prompt), prediction);
  return {
    answers,
    keyOf: ({ promptHash: hash }) => hash,
    nothing:
      'The job has logged no prediction for these prompts. A trainer logs one for each row of the dataset version, with the prompt of the row; or connect the model and replay with it.',
  };
}

const everySeconds = 2;

/** The answers of an evaluation run, by the ids of rows; how far it is, while it goes on. */
async function answered({ prisma }: Stores, workspaceId: string, runId: string): Promise<Answers | Passed> {
  const run = await prisma.evaluationRun.findUnique({ where: { id: runId, workspaceId } });
  if (run === null) return { state: 'FAILED', error: 'The evaluation run is deleted: replay again with replayLoop.' };
  const numbers = { count: run.done, outOf: run.total, details: { answeredBy: 'MODEL' } } as const;
  if (run.state === 'FAILED' || run.state === 'STOPPED')
    return { state: 'FAILED', ...numbers, error: `The evaluation run is ${run.state.toLowerCase()}: replay again with replayLoop.` };
  if (run.state !== 'DONE') return { state: 'RUNNING', seconds: everySeconds, ...numbers };
  const answers = new Map<string, string>();
  for (let after = 0n; ;) {
    const page = await prisma.evaluationRunItem.findMany({
      where: { runId, workspaceId, isAnswered: true, id: { gt: after } },
      select: { id: true, rowKey: true, output: true },
      orderBy: { id: 'asc' },
      take: group,
    });
    for (const { rowKey, output } of page) answers.set(rowKey, typeof output === 'string' ? output : JSON.stringify(output));
    const last = page.at(-1);
    if (last === undefined || page.length < group) break;
    after = last.id;
  }
  return {
    answers,
    keyOf: ({ id }) => rowIdOf(id),
    nothing: run.problem ?? 'The model has answered no prompt in its evaluation run: the run has the reasons.',
  };
}

/** Items that have a row in the dataset version. */
async function rowsOfLoop({ postgres }: Stores, { id: loopId, workspaceId }: Pick<WorkedLoop, 'id' | 'workspaceId'>): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for (let after = '0'; ; after = (items.at(-1) as OpenItem).id) {
    const page = await openItems(postgres, { workspaceId, loopId, after, limit: group });
    items.push(...page);
    if (page.length < group) return items.filter(({ split }) => split !== null);
  }
}

/** What an answer means for its item: a failed one by its expected answer, one of the control sample by the answer that was good. */
function judged({ id, kind, answer, expectedAnswer }: OpenItem, newAnswer: string | undefined, matching: Matching): ReplayedItem[] {
  const expected = kind === 'FAILURE' ? expectedAnswer : answer;
  if (newAnswer === undefined || expected === null) return [];
  return [{ id, newAnswer, outcome: outcomeOf(kind, isAsExpected(newAnswer, expected, matching)) }];
}

/** Counts what was fixed and what broke. */
export const conclude: StepWork = async ({ stores }, { id: loopId, workspaceId }) => {
  const verdict = countReplay(await replayedItems(stores.postgres, { workspaceId, loopId }));
  return { state: 'DONE', count: verdict.fixed.count, outOf: verdict.fixed.outOf, details: { verdict } };
};
