import { addRows, createDataset, editRows, makerOf } from '../../domains/datasets/commands.ts';
import { readDatasetRows, type StoredVersion } from '../../domains/datasets/load.ts';
import { maxRowsOfCall, type RowSource } from '../../domains/datasets/types.ts';
import { spanIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { tracesOfSpans } from '../../domains/traces/load/keys.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import type { Answered, Asked } from './asked.ts';
import { latestOf } from './datasets.ts';
import { InvalidCall } from './errors.ts';
import { globalId, rowIdOf } from './ids.ts';

interface Example {
  readonly id: string | null;
  readonly fields: {
    readonly kind: 'PLAIN';
    readonly input: object;
    readonly expectedOutput: object | null;
    readonly metadata: object | null;
    readonly split: string | null;
  };
  readonly spanId: string | null;
}

const actions = ['create', 'append', 'update'] as const;
const lookBackMs = 30 * 24 * 3_600_000;

/**
 * Stores examples as rows: `create` (a new dataset), `append` (more rows), or `update`, after which the dataset has the examples that were
 * sent and no others; those that it has already keep their ids.
 */
export async function uploadDataset(asked: Asked): Promise<Answered> {
  const { stores, live, viewer, workspaceId, body } = asked;
  if (!isObject(body)) throw new InvalidCall('The body is a JSON object, or a form with a CSV file.');
  const action = body['action'] ?? 'create';
  if (!actions.includes(action as 'create')) throw new InvalidCall(`action is one of ${actions.join(', ')}.`);
  const name = body['name'];
  if (typeof name !== 'string' || name.trim() === '' || unstorable(name) !== null) throw new InvalidCall('name is missing.');
  const examples = examplesIn(body);
  const changing = { stores, live };
  const held = await stores.prisma.dataset.findUnique({ where: { workspaceId_name: { workspaceId, name: name.trim() } } });
  if (held !== null && action === 'create')
    throw new InvalidCall(`Dataset with the same name already exists: ${JSON.stringify(name)}`, 409);
  const description = typeof body['description'] === 'string' && body['description'] !== '' ? body['description'] : null;
  const dataset = held ?? unwrap(await createDataset(changing, workspaceId, { name, description }));
  const words = { comment: null, createdBy: makerOf(viewer), source: { kind: 'PHOENIX' } } as const;
  const sources = await sourcesOf(asked, examples);
  const latest = held === null ? null : await latestOf(asked, dataset);
  const planned = action === 'update' && latest !== null ? await changesTo(asked, latest, examples) : { added: examples, edits: [] };
  let version = latest;
  const place = { workspaceId, datasetId: dataset.id };
  for (let from = 0; version !== null && from < planned.edits.length; from += maxRowsOfCall)
    version = unwrap(await editRows(changing, workspaceId, version.id, planned.edits.slice(from, from + maxRowsOfCall), words));
  for (let from = 0; from < planned.added.length; from += maxRowsOfCall) {
    const rows = planned.added.slice(from, from + maxRowsOfCall).map((example) => ({
      fields: { ...example.fields, ...(example.id !== null && { id: example.id }) },
      source: example.spanId === null ? null : (sources.get(example.spanId) ?? null),
    }));
    version = unwrap(await addRows(changing, place, rows, words));
  }
  return {
    body: {
      data: {
        dataset_id: globalId('Dataset', dataset.id),
        version_id: version === null ? '' : globalId('DatasetVersion', version.id),
        num_created_examples: planned.added.length,
        num_updated_examples: planned.edits.filter(({ fields }) => fields !== null).length,
        num_deleted_examples: planned.edits.filter(({ fields }) => fields === null).length,
      },
    },
  };
}

/** What makes a version of the examples: an example is a row by its id, else by what it holds. */
async function changesTo({ stores, workspaceId }: Asked, version: StoredVersion, examples: readonly Example[]) {
  const byId = new Map(examples.flatMap((example) => (example.id === null ? [] : [[example.id, example] as const])));
  const byContent = Map.groupBy(
    examples.filter(({ id }) => id === null),
    ({ fields }) => contentOf(fields),
  );
  const edits: { readonly rowId: string; readonly fields: Example['fields'] | null }[] = [];
  const kept = new Set<Example>();
  for await (const rows of readDatasetRows(stores, { workspaceId, versionId: version.id }))
    for (const row of rows) {
      const content = contentOf({
        input: row.input ?? {},
        expectedOutput: row.expectedOutput ?? null,
        metadata: row.metadata ?? null,
        split: row.split ?? null,
      });
      const same = byId.get(row.id) ?? byContent.get(content)?.shift();
      if (same === undefined) edits.push({ rowId: row.id, fields: null });
      else {
        kept.add(same);
        if (contentOf(same.fields) !== content) edits.push({ rowId: row.id, fields: same.fields });
      }
    }
  return { added: examples.filter((example) => !kept.has(example)), edits };
}

const contentOf = ({
  input,
  expectedOutput,
  metadata,
  split,
}: { readonly [Name in 'input' | 'expectedOutput' | 'metadata' | 'split']: unknown }): string =>
  JSON.stringify([input, expectedOutput ?? null, metadata ?? null, split ?? null]);

function examplesIn(body: Readonly<Record<string, unknown>>): Example[] {
  const inputs = objectsIn(body, 'inputs', null);
  if (inputs === null || inputs.length === 0) throw new InvalidCall('inputs is empty; at least one example is taken.');
  const count = inputs.length;
  const [outputs, metadata] = [objectsIn(body, 'outputs', count), objectsIn(body, 'metadata', count)];
  const [splits, spanIds, ids] = [listIn(body, 'splits', count), listIn(body, 'span_ids', count), listIn(body, 'example_ids', count)];
  const seen = new Set<string>();
  return inputs.map((input, at): Example => {
    const sent = ids?.[at] ?? null;
    const id = sent === null ? null : typeof sent === 'string' ? rowIdOf(sent) : null;
    if (sent !== null && id === null) throw new InvalidCall(`example_ids[${at}] is no id.`);
    if (id !== null && seen.has(id))
      throw new InvalidCall(`example_ids[${at}] is ${JSON.stringify(id.slice(0, 60))}, which another example has.`);
    if (id !== null) seen.add(id);
    const spanId = spanIds?.[at];
    const output = outputs?.[at] ?? null;
    const own = metadata?.[at] ?? null;
    return {
      id,
      fields: {
        kind: 'PLAIN',
        input,
        expectedOutput: output === null || Object.keys(output).length === 0 ? null : output,
        metadata: own === null || Object.keys(own).length === 0 ? null : own,
        split: splitOf(splits?.[at]),
      },
      spanId: typeof spanId === 'string' && spanId !== '' ? spanIdOf(spanId) : null,
    };
  });
}

/** A row is in one split: the first that is named. */
const splitOf = (value: unknown): string | null => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : null;
};

function listIn(body: Readonly<Record<string, unknown>>, name: string, count: number | null): readonly unknown[] | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw new InvalidCall(`${name} is no list.`);
  if (value.length === 0 && count !== null) return null;
  if (count !== null && value.length !== count)
    throw new InvalidCall(`${name} has ${value.length} entries, and inputs has ${count}; both have the same length.`);
  return value as unknown[];
}

function objectsIn(body: Readonly<Record<string, unknown>>, name: string, count: number | null): readonly object[] | null {
  const list = listIn(body, name, count);
  const at = list?.findIndex((one) => !isObject(one)) ?? -1;
  if (at >= 0) throw new InvalidCall(`${name}[${at}] is no object.`);
  return list as readonly object[] | null;
}

/** What rows were made of: spans of the last month. */
async function sourcesOf({ stores, workspaceId }: Asked, examples: readonly Example[]): Promise<ReadonlyMap<string, RowSource>> {
  const spanIds = [...new Set(examples.flatMap(({ spanId }) => spanId ?? []))];
  if (spanIds.length === 0) return new Map();
  const found = await tracesOfSpans(stores, { workspaceId, spanIds, since: new Date(Date.now() - lookBackMs) });
  return new Map(found.map(({ spanId, traceId }) => [spanId, { messageId: null, traceId, spanId, userId: null }]));
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
