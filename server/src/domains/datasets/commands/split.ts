import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadDataset } from '../errors.ts';
import { nearDuplicatePairs } from '../load/duplicates.ts';
import { nearThreshold } from '../pure/quality/near-duplicates.ts';
import { assignSplits, RowGroups, type SplitShare } from '../pure/assign-splits.ts';
import { chunksOf } from '../pure/chunker.ts';
import { addressOf, lineOf, rowOf } from '../pure/row-line.ts';
import { promptKey } from '../pure/row-texts.ts';
import { usersOfRows } from '../queries/sources.ts';
import type { StoredVersion } from '../queries/versions.ts';
import { readLines, writeChunk, type DatasetPlace, type NewChunk } from '../record/chunks.ts';
import { maxSplits, type DatasetRow } from '../types.ts';
import { schemasOf } from './content.ts';
import { settleDraft } from './draft.ts';
import { makeVersion, type Changing, type ReadVersion, type VersionWords } from './version.ts';

/** What rows of one split have in common. Rows that ask the same are always in one split. */
export const splitBases = ['CONVERSATION', 'USER', 'NEAR_DUPLICATE', 'RANDOM'] as const;
export type SplitBasis = (typeof splitBases)[number];

export interface SplitWanted {
  readonly splits: readonly SplitShare[];
  readonly by: SplitBasis;
  readonly seed: number;
}

/** The most rows that are split at once: their groups are held in memory. */
const maxSplitRows = 5_000_000;
const largestSeed = 2_147_483_647;

/**
 * Gives every row of the latest version a split, as the next version: conversations and users stay whole, and rows that ask the same stay
 * together, so that nothing that is tested was trained on. The same seed gives the same splits.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BAD_DATASET.
 */
export async function splitRows(
  changing: Changing,
  place: DatasetPlace,
  wanted: SplitWanted,
  words: Omit<VersionWords, 'source'>,
): Promise<Result<StoredVersion>> {
  const { stores } = changing;
  const problem = problemOf(wanted);
  if (problem !== null) return fail(problem);
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const { splits, by, seed } = wanted;
  return makeVersion(changing, place, { ...words, source: { kind: 'SPLIT', by, seed, splits } }, async (latest) => {
    if (latest === null || latest.rowCount === 0) return fail(new BadDataset('id', 'is that of a dataset without rows'));
    if (latest.rowCount > maxSplitRows)
      return fail(new BadDataset('id', `is that of a dataset with ${latest.rowCount} rows; at most ${maxSplitRows} are split`));
    const groups = await groupsOf(changing, place, latest, by);
    const names = assignSplits(groups, splits, seed);
    const chunks: (NewChunk | (typeof latest.chunks)[number])[] = [];
    let position = 0;
    for (const chunk of latest.chunks) {
      const lines = await readLines(stores, place, chunk);
      const changed = lines.map((line, at) => {
        const split = names[position + at] as string;
        if (line.split === split) return line;
        const { id, ...content } = rowOf(line.text);
        return lineOf(id, { ...content, split });
      });
      position += lines.length;
      if (changed.every((line, at) => line === lines[at])) chunks.push(chunk);
      else for (const group of chunksOf(changed)) chunks.push(await writeChunk(stores, place, group));
    }
    return succeed({ chunks });
  });
}

/** Rows that stay together. */
async function groupsOf(changing: Changing, place: DatasetPlace, { chunks }: ReadVersion, by: SplitBasis): Promise<RowGroups> {
  const groups = new RowGroups();
  async function* asked(): AsyncGenerator<readonly string[]> {
    for (const chunk of chunks) {
      const rows = (await readLines(changing.stores, place, chunk)).map(({ text }) => rowOf(text));
      const users = by === 'USER' ? await usersOf(changing, place, rows) : null;
      for (const row of rows) groups.add(keysOf(row, by, users));
      yield rows.map(promptKey);
    }
  }
  if (by !== 'NEAR_DUPLICATE') {
    for await (const _texts of asked());
    return groups;
  }
  const pairs = await nearDuplicatePairs(asked(), nearThreshold);
  for (let at = 0; at < pairs.length; at += 2) groups.join(pairs[at] as number, pairs[at + 1] as number);
  return groups;
}

function problemOf({ splits, seed }: SplitWanted): BadDataset | null {
  if (splits.length < 1 || splits.length > maxSplits)
    return new BadDataset('splits', `has ${splits.length} splits; 1 to ${maxSplits} are taken`);
  if (seed < 0 || seed > largestSeed) return new BadDataset('seed', `is ${seed}; 0 to ${largestSeed} is taken`);
  const names = new Set<string>();
  for (const [at, { name, share }] of splits.entries()) {
    if (names.has(name)) return new BadDataset(`splits[${at}].name`, `is ${JSON.stringify(name)}, which another split has`);
    names.add(name);
    if (!(share > 0 && share <= 1)) return new BadDataset(`splits[${at}].share`, `is ${share}; above 0, and 1 at most, is taken`);
  }
  const sum = splits.reduce((all, { share }) => all + share, 0);
  return Math.abs(sum - 1) < 1e-6 ? null : new BadDataset('splits', `have shares of ${Number(sum.toFixed(6))} together; 1 is taken`);
}

const usersOf = async (
  { stores }: Changing,
  place: DatasetPlace,
  rows: readonly DatasetRow[],
): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map(
    (await usersOfRows(stores.postgres, { ...place, rowIds: rows.map(({ id }) => id) })).map(({ rowId, userIds }) => [rowId, userIds]),
  );

function keysOf(row: DatasetRow, by: SplitBasis, users: ReadonlyMap<string, readonly string[]> | null): string[] {
  const asked = `asked ${addressOf(promptKey(row)).slice(0, 24)}`;
  if (by === 'CONVERSATION')
    return [asked, ...named(row, 'conversation', ['conversationId', 'conversation_id', 'conversation', 'session_id'])];
  if (by !== 'USER') return [asked];
  return [asked, ...named(row, 'user', ['userId', 'user_id', 'user']), ...(users?.get(row.id) ?? []).map((user) => `user ${user}`)];
}

/** What a row's metadata names, as a key of its group. */
function named({ metadata = {} }: DatasetRow, kind: string, names: readonly string[]): string[] {
  const value = names.map((name) => metadata[name]).find((one) => typeof one === 'string' || typeof one === 'number');
  return value === undefined ? [] : [`${kind} ${String(value)}`];
}
