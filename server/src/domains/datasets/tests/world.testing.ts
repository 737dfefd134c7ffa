import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';

export interface World {
  readonly server: () => TestServer;
  /** Where files are kept. */
  readonly folder: () => string;
}

const version = 'id number address rowCount byteCount splits { name rowCount } comment source erasedRowCount';

/** A workspace with a dataset of its own. */
export async function withDataset(world: World, input: object = {}) {
  const server = world.server();
  const { id: workspaceId, secret, run } = await openTestWorkspace(server);
  const sent = async (name: string, type: string, selection: string, value: object): Promise<Loose> => {
    const body = await run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input: value });
    return body.data?.[name] ?? { ...body.errors[0].extensions, message: body.errors[0].message };
  };
  const dataset = await sent('createDataset', 'CreateDatasetInput', 'id name', { name: 'support', ...input });
  const key = Buffer.from(dataset.id as string, 'base64')
    .toString()
    .split(':')[1] as string;
  return {
    workspaceId,
    secret,
    run,
    id: dataset.id as string,
    place: { workspaceId, datasetId: key },
    changing: { stores: server.stores, live: server.live },
    sent,
    add: (rows: readonly object[], rest: object = {}) =>
      sent('addDatasetRows', 'AddDatasetRowsInput', version, { id: dataset.id as string, rows, ...rest }),
    edit: (versionId: string, edits: readonly object[]) => sent('editDatasetRows', 'EditDatasetRowsInput', version, { versionId, edits }),
    read: async (id: string, selection: string): Promise<Loose> =>
      (await run(`query ($id: ID!) { datasetVersion(id: $id) { ${selection} } }`, { id })).data.datasetVersion,
    whole: async (selection: string): Promise<Loose> =>
      (await run(`query ($id: ID!) { dataset(id: $id) { ${selection} } }`, { id: dataset.id })).data.dataset,
  };
}

export const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;

/** Rows that differ in their input. */
export const plainRows = (count: number, rest: object = {}): object[] =>
  Array.from({ length: count }, (_, n) => ({ input: { n }, expectedOutput: `${n}`, ...rest }));
