import { conditionsOf } from '../../analytics/load.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { controlFilterOf, readFilter } from '../pure/filters.ts';
import { promptHash, promptOf } from '../pure/prompt.ts';
import { answersOfFilter, answerTexts } from '../queries/answers.ts';
import { closeDuplicates, deleteItems, insertItems, itemCounts, type NewItem } from '../queries/items.ts';
import type { ItemKind } from '../types.ts';
import type { StepWork } from './passed.ts';

/** Answers whose texts are read at once. */
const group = 500;

/** Takes the newest failed answers by the filter, and a control sample of answers that succeeded. */
export const select: StepWork = async ({ stores }, { id: loopId, workspaceId, filter, settings }) => {
  const failed = readFilter(filter);
  const failures = await found(stores, workspaceId, failed, null, settings.maxFailures);
  const controls =
    settings.controlCount === 0 ? [] : await found(stores, workspaceId, controlFilterOf(failed), settings.seed, settings.controlCount);
  const taken = new Set(failures);
  const items = [
    ...(await itemsOf(stores, workspaceId, 'FAILURE', failures)),
    ...(await itemsOf(
      stores,
      workspaceId,
      'CONTROL',
      controls.filter((id) => !taken.has(id)),
    )),
  ];
  const own = items.filter(({ kind }) => kind === 'FAILURE');
  if (own.length === 0)
    return {
      state: 'FAILED',
      count: 0,
      error: 'The filter leads to no failed answer with a prompt before it: start another loop with a wider one.',
    };
  return {
    state: 'DONE',
    count: own.length,
    details: { controlCount: items.length - own.length, withoutPromptCount: failures.length - own.length },
    write: async (session) => {
      await deleteItems(session, { workspaceId, loopId });
      for (let from = 0; from < items.length; from += group)
        await insertItems(session, { workspaceId, loopId, items: items.slice(from, from + group) });
    },
  };
};

async function found(
  { postgres, clickhouse }: Stores,
  workspaceId: string,
  filter: AnalyticsFilter,
  seed: number | null,
  limit: number,
): Promise<string[]> {
  const { where } = await conditionsOf(postgres, workspaceId, filter);
  const rows = await answersOfFilter(clickhouse, { workspaceId, where: allOf([withinTime(filter), where]), seed, limit });
  return rows.map(({ id }) => id);
}

/** Answers with their prompts, in their order; those without a turn of the user before them are left out. */
async function itemsOf({ postgres }: Stores, workspaceId: string, kind: ItemKind, messageIds: readonly string[]): Promise<NewItem[]> {
  const items: NewItem[] = [];
  for (let from = 0; from < messageIds.length; from += group) {
    const ids = messageIds.slice(from, from + group);
    const texts = new Map((await answerTexts(postgres, { workspaceId, messageIds: ids })).map((text) => [text.id, text]));
    for (const messageId of ids) {
      const text = texts.get(messageId);
      const turns = text?.turns ?? [];
      if (text === undefined || turns.at(-1)?.role !== 'user') continue;
      const prompt = promptOf(turns);
      items.push({ messageId, kind, position: items.length, turns, prompt, promptHash: promptHash(prompt), answer: text.content });
    }
  }
  return items;
}

/** Leaves one item of each prompt open. */
export const unique: StepWork = async ({ stores }, { id: loopId, workspaceId }) => {
  await closeDuplicates(stores.postgres, { workspaceId, loopId });
  const [counts] = await itemCounts(stores.postgres, { workspaceId, loopId });
  const { failures = 0, openFailures = 0, duplicates = 0, nearDuplicates = 0 } = counts ?? {};
  return {
    state: 'DONE',
    count: openFailures,
    outOf: failures,
    details: { duplicateCount: duplicates, nearDuplicateCount: nearDuplicates },
  };
};
