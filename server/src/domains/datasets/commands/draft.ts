import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { BadDataset, DatasetArchived } from '../errors.ts';
import { latestVersionOf, placesOfRows } from '../load.ts';
import { headOf, lineOf } from '../pure/row-line.ts';
import { clearDraft, draftCounts, draftOf, storeDraftRows, type DraftRow } from '../queries/draft.ts';
import { storeSources, type SourcedRow } from '../queries/sources.ts';
import { lockDataset, nextBatch, type StoredVersion } from '../queries/versions.ts';
import type { DatasetPlace } from '../record/chunks.ts';
import { draftMs, maxDraftRows, type DatasetRow, type RowLine } from '../types.ts';
import { appended, checkRows, rewritten, schemasOf, type SentRow } from './content.ts';
import { makeVersion, type Changing } from './version.ts';

const words = { comment: null, createdBy: null, source: { kind: 'DRAFT' } } as const;

/**
 * Makes the next version of what was sent row by row since the latest; null: nothing was.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED. Throws those of the store of files.
 */
export async function settleDraft(changing: Changing, place: DatasetPlace): Promise<Result<StoredVersion | null>> {
  const { stores } = changing;
  const nothing = new BadDataset('draft', 'is empty');
  let upTo = '0';
  const made = await makeVersion(
    changing,
    place,
    words,
    async (latest) => {
      const draft = await draftOf(stores.postgres, { ...place });
      if (draft.length === 0) return fail(nothing);
      upTo = (draft.at(-1) as { sequence: string }).sequence;
      const changed = new Map<string, RowLine | null>(draft.map(({ rowId, line }) => [rowId, line === null ? null : headOf(line)]));
      const known =
        latest === null ? new Map() : await placesOfRows(stores, { ...latest, workspaceId: place.workspaceId }, [...changed.keys()]);
      const added = [...changed].flatMap(([id, line]) => (known.has(id) || line === null ? [] : [line]));
      if (latest === null) return succeed({ chunks: await appended(stores, place, null, added) });
      const touched = new Set([...known.values()].map(({ chunk }) => chunk.id as string));
      const chunks = await rewritten(stores, place, latest, touched, (line) =>
        changed.has(line.id) ? (changed.get(line.id) ?? null) : line,
      );
      return succeed({ chunks: added.length === 0 ? chunks : [...chunks, ...(await appended(stores, place, null, added))] });
    },
    async (session) => {
      await clearDraft(session, { ...place, upTo });
    },
  );
  return !made.ok && made.failure === nothing ? succeed(null) : made;
}

/** A row that was taken into a draft. */
export interface DraftedRow {
  readonly row: DatasetRow;
  /** Whether the dataset had no row of the id. */
  readonly isNew: boolean;
}

/**
 * Takes rows that come one by one: they count at once, and stand in a version at its next reading by a run, by hand, or after ten minutes. A
 * row whose id the dataset has replaces it.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BATCH_TOO_LARGE; BAD_DATASET.
 */
export async function putDraftRows(
  changing: Changing,
  place: DatasetPlace,
  rows: readonly SentRow[],
  now: Date,
): Promise<Result<DraftedRow[]>> {
  const { stores, live } = changing;
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const checked = await checkRows(schemas.value, rows);
  if (!checked.ok) return checked;
  const [taken] = await nextBatch(stores.postgres, { ...place });
  if (taken === undefined) return fail(new NotFound('Dataset', place.datasetId));
  const beyond = checked.value.findIndex(({ id }) => Number(/^(\d+)-\d+$/.exec(id ?? '')?.[1] ?? 0) >= taken.batch);
  if (beyond !== -1) return fail(new BadDataset(`rows[${beyond}].id`, 'has the form of ids that are given out, and was not given out'));
  const drafted = checked.value.map(({ id, content, source }, at) => ({
    line: lineOf(id ?? `${taken.batch}-${at + 1}`, content),
    row: content,
    source,
  }));
  const isKnown = await knownIds(
    changing,
    place,
    checked.value.flatMap(({ id }) => id ?? []),
  );
  const sources = drafted.flatMap(({ line, source }): SourcedRow[] => (source === null ? [] : [{ ...source, rowId: line.id }]));
  const stored = await store(
    changing,
    place,
    drafted.map(({ line }) => ({ rowId: line.id, line: line.text, isNew: !isKnown.inVersion.has(line.id) })),
    sources,
    now,
  );
  if (!stored.ok) return stored;
  live.publish('datasets.changed', place.workspaceId, { datasetId: place.datasetId });
  return succeed(
    drafted.map(({ line, row }) => ({
      row: { id: line.id, ...row },
      isNew: !isKnown.inVersion.has(line.id) && !isKnown.inDraft.has(line.id),
    })),
  );
}

/** Takes rows out of the draft, and marks those of the latest version to be taken out with it. The ids that were there. */
export async function removeDraftRows(
  changing: Changing,
  place: DatasetPlace,
  rowIds: readonly string[],
  now: Date,
): Promise<Result<string[]>> {
  const known = await knownIds(changing, place, rowIds);
  const there = rowIds.filter((id) => (known.inDraft.has(id) ? known.inDraft.get(id) !== null : known.inVersion.has(id)));
  const stored = await store(
    changing,
    place,
    there.map((rowId) => ({ rowId, line: null, isNew: !known.inVersion.has(rowId) })),
    [],
    now,
  );
  if (!stored.ok) return stored;
  changing.live.publish('datasets.changed', place.workspaceId, { datasetId: place.datasetId });
  return succeed(there);
}

async function knownIds({ stores }: Changing, place: DatasetPlace, ids: readonly string[]) {
  const latest = ids.length === 0 ? null : await latestVersionOf(stores, place);
  return {
    inVersion:
      latest === null ? new Map<string, unknown>() : await placesOfRows(stores, { ...latest, workspaceId: place.workspaceId }, ids),
    inDraft: new Map(ids.length === 0 ? [] : (await draftOf(stores.postgres, { ...place })).map(({ rowId, line }) => [rowId, line])),
  };
}

/** Stores rows of a draft under the lock of their dataset, so that one that is deleted or archived meanwhile takes none. */
async function store(
  changing: Changing,
  place: DatasetPlace,
  rows: readonly DraftRow[],
  sources: readonly SourcedRow[],
  now: Date,
): Promise<Result<null>> {
  const { stores } = changing;
  const stored = await inTransaction(stores.postgres, async (session): Promise<Result<number>> => {
    const [locked] = await lockDataset(session, { ...place });
    if (locked === undefined) return fail(new NotFound('Dataset', place.datasetId));
    if (locked.isArchived) return fail(new DatasetArchived(locked.name));
    if (rows.length > 0) await storeDraftRows(session, { ...place, rows, now });
    if (sources.length > 0) await storeSources(session, { ...place, rows: sources });
    return succeed((await draftCounts(session, { workspaceId: place.workspaceId, datasetIds: [place.datasetId] }))[0]?.changedCount ?? 0);
  });
  if (!stored.ok) return stored;
  if (stored.value < maxDraftRows) return succeed(null);
  const settled = await settleDraft(changing, place);
  return settled.ok ? succeed(null) : settled;
}

/** When drafts are due: those that began before then. */
export const dueBefore = (now: Date): Date => new Date(now.getTime() - draftMs);
