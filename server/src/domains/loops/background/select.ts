import { conditionsOf } from '../../analytics/load.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { controlFilterOf, readFilter } from '../pure/filters.ts';
import { NearPrompts } from '../pure/near-prompts.ts';
import { promptHash, promptOf } from '../pure/prompt.ts';
import { answersOfFilter, answerTexts } from '../queries/answers.ts';
import { closeDuplicates, closeNear, deleteItems, insertItems, itemCounts, openItems, type NewItem } from '../queries/items.ts';
import { lockLoop } from '../queries/loops.ts';
import { maxTextLength, type ItemKind } from '../types.ts';
import type { StepWork, WorkedLoop } from './passed.ts';

/** Answers whose texts are in memory at once. */
const group = 100;
/** Prompts that are read, and looked through, between two turns of other work. */
const nearGroup = 50;

/** Takes the newest failed answers by the filter, and a control sample of answers that succeeded. Begun again, it begins from nothing. */
export const select: StepWork = async ({ stores }, loop) => {
  const { id: loopId, workspaceId, filter, settings } = loop;
  const failed = readFilter(filter);
  const failures = await found(stores, workspaceId, failed, null, settings.maxFailures);
  const controls =
    settings.controlCount === 0 ? [] : await found(stores, workspaceId, controlFilterOf(failed), settings.seed, settings.controlCount);
  const taken = new Set(failures);
  await asHolder(stores, loop, (session) => deleteItems(session, { workspaceId, loopId }));
  const count = await store(stores, loop, 'FAILURE', failures);
  const controlCount = await store(
    stores,
    loop,
    'CONTROL',
    controls.filter((id) => !taken.has(id)),
  );
  if (count === 0)
    return {
      state: 'FAILED',
      count,
      error: 'The filter leads to no failed answer with a prompt before it: start another loop with a wider one.',
    };
  return { state: 'DONE', count, details: { controlCount, withoutPromptCount: failures.length - count } };
};

/** Does a part of the work in a transaction, unless another server has taken the loop over, or a person has stopped it. */
async function asHolder(
  { postgres }: Stores,
  { id: loopId, workspaceId, fence }: WorkedLoop,
  work: (session: PgSession) => Promise<unknown>,
): Promise<void> {
  await inTransaction(postgres, async (session) => {
    const [locked] = await lockLoop(session, { workspaceId, loopId });
    if (locked?.fence === fence) await work(session);
  });
}

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

/** Stores answers with their prompts, in their order; those without a turn of the user before them, and long ones, are left out. How many were stored. */
async function store(stores: Stores, loop: WorkedLoop, kind: ItemKind, messageIds: readonly string[]): Promise<number> {
  const { id: loopId, workspaceId } = loop;
  let count = 0;
  for (let from = 0; from < messageIds.length; from += group) {
    const ids = messageIds.slice(from, from + group);
    const texts = new Map((await answerTexts(stores.postgres, { workspaceId, messageIds: ids })).map((text) => [text.id, text]));
    const items: NewItem[] = [];
    for (const messageId of ids) {
      const text = texts.get(messageId);
      const turns = text?.turns ?? [];
      if (text === undefined || turns.at(-1)?.role !== 'user') continue;
      const prompt = promptOf(turns);
      if (prompt.length > maxTextLength || text.content.length > maxTextLength) continue;
      items.push({ messageId, kind, position: count, turns, prompt, promptHash: promptHash(prompt), answer: text.content });
      count += 1;
    }
    if (items.length > 0) await asHolder(stores, loop, (session) => insertItems(session, { workspaceId, loopId, items }));
  }
  return count;
}

/** Leaves one item of each prompt open, and one of prompts that are nearly the same: failed ones stay, then the first. */
export const unique: StepWork = async ({ stores }, { id: loopId, workspaceId }) => {
  await closeDuplicates(stores.postgres, { workspaceId, loopId });
  const prompts = new NearPrompts();
  for (let after = '0'; ;) {
    const page = await openItems(stores.postgres, { workspaceId, loopId, after, limit: nearGroup });
    for (const item of page) prompts.add(item);
    const last = page.at(-1);
    if (last === undefined || page.length < nearGroup) break;
    after = last.id;
  }
  const ids = prompts.closed();
  if (ids.length > 0) await closeNear(stores.postgres, { workspaceId, ids });
  const [counts] = await itemCounts(stores.postgres, { workspaceId, loopId });
  const { failures = 0, openFailures = 0, duplicates = 0, nearDuplicates = 0 } = counts ?? {};
  return {
    state: 'DONE',
    count: openFailures,
    outOf: failures,
    details: { duplicateCount: duplicates, nearDuplicateCount: nearDuplicates },
  };
};
