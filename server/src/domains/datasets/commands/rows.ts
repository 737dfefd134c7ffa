import { fail, NotFound, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge } from '../../../platform/ingest/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import type { Fields } from '../../../platform/ingest/values.ts';
import { BadDataset, DatasetChanged } from '../errors.ts';
import { placesOfRows, versionOf } from '../load.ts';
import { lineOf } from '../pure/row-line.ts';
import { rowFit, type RowSchemas } from '../pure/row-schema.ts';
import { storeSources } from '../queries/sources.ts';
import type { StoredVersion } from '../queries/versions.ts';
import type { DatasetPlace } from '../record/chunks.ts';
import { maxRowsOfCall, type RowLine } from '../types.ts';
import { appended, checkRows, linesOf, mostProblems, oneRow, rewritten, schemasOf, type SentRow } from './content.ts';
import { settleDraft } from './draft.ts';
import { makeVersion, type Changing, type VersionWords } from './version.ts';

/** The form of ids that are given out. */
const givenOut = /^\d+-\d+$/;

/**
 * Adds rows at the end, as the next version. All are stored, or none.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BATCH_TOO_LARGE; BAD_DATASET that names each row at fault, one whose id the dataset has included.
 */
export async function addRows(
  changing: Changing,
  place: DatasetPlace,
  rows: readonly SentRow[],
  words: VersionWords,
): Promise<Result<StoredVersion>> {
  const { stores } = changing;
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const checked = await checkRows(schemas.value, rows);
  if (!checked.ok) return checked;
  const looksGiven = checked.value.findIndex(({ id }) => id !== null && givenOut.test(id));
  if (looksGiven !== -1)
    return fail(
      new BadDataset(
        `rows[${looksGiven}].id`,
        'has the form of ids that are given out, a number, a hyphen and a number; another form is taken',
      ),
    );
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const made = await linesOf(stores, place, checked.value);
  if (!made.ok) return made;
  const { lines, sources } = made.value;
  const ownIds = checked.value.flatMap(({ id }) => (id === null ? [] : [id]));
  return makeVersion(
    changing,
    place,
    words,
    async (latest) => {
      if (latest !== null) {
        const known = await placesOfRows(stores, { ...latest, workspaceId: place.workspaceId }, ownIds);
        const at = checked.value.findIndex(({ id }) => id !== null && known.has(id));
        if (at !== -1)
          return fail(
            new BadDataset(
              `rows[${at}].id`,
              `is ${JSON.stringify(checked.value[at]?.id)}, which a row of the dataset has; change that one with editDatasetRows`,
            ),
          );
      }
      return succeed({ chunks: await appended(stores, place, latest, lines) });
    },
    async (session) => {
      if (sources.length > 0) await storeSources(session, { ...place, rows: sources });
    },
  );
}

/** An edit of a row: its whole new content, or null to take it out. */
export interface RowEdit {
  readonly rowId: string;
  readonly fields: Fields | null;
}

/**
 * Changes rows, and takes rows out, as the next version. Edits are made to the version that was read; where a later one has changed the same
 * rows nothing is saved, and where it has changed others both changes stand.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; DATASET_CHANGED; BATCH_TOO_LARGE; BAD_DATASET.
 */
export async function editRows(
  changing: Changing,
  workspaceId: string,
  versionId: string,
  edits: readonly RowEdit[],
  words: VersionWords,
): Promise<Result<StoredVersion>> {
  const { stores } = changing;
  if (edits.length > maxRowsOfCall) return fail(new BatchTooLarge('edits', edits.length, maxRowsOfCall));
  if (edits.length === 0) return fail(new BadDataset('edits', 'is empty; at least one edit is taken'));
  const base = await versionOf(stores, { workspaceId, versionId });
  if (base === null) return fail(new NotFound('Dataset version', versionId, 'input.versionId'));
  const place = { workspaceId, datasetId: base.datasetId };
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const changed = await checkEdits(schemas.value, edits);
  if (!changed.ok) return changed;
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const rowIds = [...changed.value.keys()];
  const read = await placesOfRows(stores, { ...base, workspaceId }, rowIds);
  const unknown = edits.findIndex(({ rowId }) => !read.has(rowId));
  if (unknown !== -1)
    return fail(
      new BadDataset(
        `edits[${unknown}].rowId`,
        `is ${JSON.stringify(edits[unknown]?.rowId.slice(0, 100))}, which no row of version ${base.number} has`,
      ),
    );
  return makeVersion(changing, place, words, async (latest) => {
    if (latest === null) return fail(new NotFound('Dataset version', versionId, 'input.versionId'));
    const now = latest.id === base.id ? read : await placesOfRows(stores, { ...latest, workspaceId }, rowIds);
    const lost = rowIds.filter((id) => now.get(id)?.line.text !== read.get(id)?.line.text);
    if (lost.length > 0) return fail(new DatasetChanged(lost, latest.number));
    const touched = new Set([...now].flatMap(([id, { chunk, line }]) => (changed.value.get(id)?.text === line.text ? [] : [chunk.id])));
    if (touched.size === 0) return fail(new BadDataset('edits', 'change nothing: the rows hold this already'));
    return succeed({
      chunks: await rewritten(stores, place, latest, touched, (line) =>
        changed.value.has(line.id) ? (changed.value.get(line.id) ?? null) : line,
      ),
    });
  });
}

async function checkEdits(schemas: RowSchemas, edits: readonly RowEdit[]): Promise<Result<Map<string, RowLine | null>, BadDataset>> {
  const fit = await rowFit(schemas);
  const changed = new Map<string, RowLine | null>();
  const problems: FieldProblem[] = [];
  for (const [place, { rowId, fields }] of edits.entries()) {
    const found = fields === null ? null : oneRow({ ...fields, id: null }, fit);
    if (found instanceof Problem)
      problems.push({ field: `edits[${place}].row${found.field === '' ? '' : `.${found.field}`}`, reason: found.reason });
    else if (changed.has(rowId)) problems.push({ field: `edits[${place}].rowId`, reason: 'is that of another edit of the call' });
    else changed.set(rowId, found === null ? null : lineOf(rowId, found.content));
  }
  const [first, ...others] = problems;
  return first === undefined ? succeed(changed) : fail(new BadDataset(first.field, first.reason, others.slice(0, mostProblems)));
}

/** Takes rows out by their ids, as the next version; ids that it does not have are left out. Null: it has none of them. */
export async function removeRows(
  changing: Changing,
  place: DatasetPlace,
  rowIds: readonly string[],
  words: VersionWords,
): Promise<Result<StoredVersion | null>> {
  const { stores } = changing;
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const removed = new Set(rowIds);
  const isNothing = new BadDataset('rowIds', 'are of no row of the dataset');
  const made = await makeVersion(changing, place, words, async (latest) => {
    const found = latest === null ? new Map() : await placesOfRows(stores, { ...latest, workspaceId: place.workspaceId }, rowIds);
    if (latest === null || found.size === 0) return fail(isNothing);
    const touched = new Set([...found.values()].map(({ chunk }) => chunk.id as string));
    return succeed({ chunks: await rewritten(stores, place, latest, touched, (line) => (removed.has(line.id) ? null : line)) });
  });
  return !made.ok && made.failure === isNothing ? succeed(null) : made;
}
