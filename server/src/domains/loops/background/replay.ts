import type { Stores } from '../../../platform/store/stores.ts';
import { lastPredictions } from '../../predictions/load.ts';
import { isAsExpected, outcomeOf } from '../pure/outcome.ts';
import { promptHash } from '../pure/prompt.ts';
import { countReplay } from '../pure/verdict.ts';
import { clearReplay, openItems, replayedItems, storeReplay, type OpenItem, type ReplayedItem } from '../queries/items.ts';
import type { Matching } from '../types.ts';
import type { StepWork, WorkedLoop } from './passed.ts';

const group = 500;

/** Takes what the new model answers to the prompts: the predictions that its job has logged. */
export const replay: StepWork = async ({ stores }, loop) => {
  const { id: loopId, workspaceId, jobId, settings } = loop;
  const items = await rowsOfLoop(stores, loop);
  const answers = jobId === null ? new Map<string, string>() : await predictedOf(stores, workspaceId, jobId);
  const replayed = items.flatMap((item) => judged(item, answers.get(item.promptHash), settings.matching));
  if (replayed.length === 0)
    return {
      state: 'NEEDS_PERSON',
      count: 0,
      outOf: items.length,
      error:
        'The job has logged no prediction for these prompts. A trainer logs one for each row of the dataset version, with the prompt of the row; or connect the model and replay with it.',
    };
  return {
    state: 'DONE',
    count: replayed.length,
    outOf: items.length,
    details: { answeredBy: 'JOB' },
    write: async (session) => {
      await clearReplay(session, { workspaceId, loopId });
      for (let from = 0; from < replayed.length; from += group)
        await storeReplay(session, { workspaceId, items: replayed.slice(from, from + group) });
    },
  };
};

/** Items that have a row in the dataset version. */
export async function rowsOfLoop(
  { postgres }: Stores,
  { id: loopId, workspaceId }: Pick<WorkedLoop, 'id' | 'workspaceId'>,
): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for (let after = '0'; ; after = (items.at(-1) as OpenItem).id) {
    const page = await openItems(postgres, { workspaceId, loopId, after, limit: group });
    items.push(...page);
    if (page.length < group) return items.filter(({ split }) => split !== null);
  }
}

/** What an answer means for its item: a failed one by its expected answer, one of the control sample by the answer that was good. */
export function judged({ id, kind, answer, expectedAnswer }: OpenItem, newAnswer: string | undefined, matching: Matching): ReplayedItem[] {
  const expected = kind === 'FAILURE' ? expectedAnswer : answer;
  if (newAnswer === undefined || expected === null) return [];
  return [{ id, newAnswer, outcome: outcomeOf(kind, isAsExpected(newAnswer, expected, matching)) }];
}

/** The last predictions of a job, by the hash of their prompts. */
async function predictedOf(stores: Stores, workspaceId: string, jobId: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for await (const page of lastPredictions(stores, workspaceId, jobId))
    for (const { prompt, prediction } of page) answers.set(promptHash(prompt), prediction);
  return answers;
}

/** Counts what was fixed and what broke. */
export const conclude: StepWork = async ({ stores }, { id: loopId, workspaceId }) => {
  const verdict = countReplay(await replayedItems(stores.postgres, { workspaceId, loopId }));
  return { state: 'DONE', count: verdict.fixed.count, outOf: verdict.fixed.outOf, details: { verdict } };
};
