import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { canonicalText, documentIdOf } from '../../platform/graphql/trusted.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { trustedDocuments } from './by-id.ts';

/** Operations of the product's clients, one of each. */
const rebuild = 'mutation { rebuildFacts { id } }';
const mappings = 'query ImportMappings { importMappings { ...SavedMapping } }';

let open: TestServer;
let closed: TestServer;
let texts: Record<string, string>;
beforeAll(async () => {
  open = await openTestServer();
  closed = await openTestServer({ stores: open.stores, documents: { only: await trustedDocuments(), introspection: false } });
  texts = JSON.parse(await readFile(join(import.meta.dirname, 'trusted-documents.json'), 'utf8')) as Record<string, string>;
});
afterAll(async () => {
  await closed.close();
  await open.close();
});

async function post(server: TestServer, body: object, path = '/graphql') {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Loose };
}

const idOf = (beginning: string): string => {
  const [id] = Object.entries(texts).find(([, text]) => text.startsWith(canonicalStart(beginning))) ?? [];
  if (id === undefined) throw new Error(`No trusted document begins with ${beginning}`);
  return id;
};
const canonicalStart = (text: string): string => text.replaceAll(/\s*([{}()])\s*/g, '$1').replace(/\}+$/, '');

describe('the list of trusted documents', () => {
  test('has each under the hash of its text', () => {
    for (const [id, text] of Object.entries(texts))
      expect([id, documentIdOf(text)]).toEqual([id, documentIdOf(canonicalText(parse(text)))]);
  });
  test.each([
    ['the dashboard', 'query Overview'],
    ['the Python client', 'mutation($jobId:ID!$points:[TrainingPointInput!]!){logTrainingSteps'],
    ['the trainer for Node', 'mutation($input:TrainingJobInput!){createTrainingJob'],
    ['the importer', 'mutation ImportMessages'],
    ['the demo', 'query DemoBefore'],
    ['a runner', 'mutation($input:LeaseTrainingJobInput!)'],
    ['the command that rebuilds facts', 'mutation{rebuildFacts'],
  ])('has the documents of %s', (_client, beginning) => {
    expect(Object.values(texts).filter((text) => text.startsWith(beginning))).not.toEqual([]);
  });
});

describe('a document by its id', () => {
  test.each([
    ['documentId', (id: string) => ({ documentId: `sha256:${id}` })],
    ['documentId without the name of the hash', (id: string) => ({ documentId: id })],
    ['extensions.persistedQuery', (id: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } })],
  ])('in %s is answered as its text is', async (_where, named) => {
    for (const server of [open, closed]) {
      const { status, body } = await post(server, named(idOf('query ImportMappings{importMappings{...')));
      expect([status, body.data]).toEqual([200, { importMappings: [] }]);
    }
  });
  test('that is not in the list is refused in the words that clients of the protocol look for', async () => {
    const { status, body } = await post(open, { documentId: 'sha256:0' });
    expect([status, body.errors]).toEqual([
      400,
      [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    ]);
  });
  test.each([{ documentId: 1 }, { extensions: { persistedQuery: null } }, { extensions: null }, {}])('%j names none', async (body) => {
    expect(await post(open, body)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } });
  });
  test('does not replace a text', async () => {
    const { body } = await post(open, {
      query: '{ __typename }',
      extensions: { persistedQuery: { version: 1, sha256Hash: idOf(rebuild) } },
    });
    expect(body.data).toEqual({ __typename: 'Query' });
  });
  test('is answered on a socket', async () => {
    const client = createClient({ url: `ws://127.0.0.1:${closed.port}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
    const first = (payload: object) =>
      new Promise<Loose>((resolve) => client.subscribe(payload as never, { next: resolve, error: resolve, complete: () => {} }));
    const persistedQuery = { version: 1, sha256Hash: idOf('query ImportMappings{importMappings{...') };
    expect(await first({ query: '', extensions: { persistedQuery } })).toMatchObject({ data: { importMappings: [] } });
    expect(await first({ query: '{ __typename }' })).toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }]);
    expect(await first({ query: '', extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } })).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    await client.dispose();
  });
});

describe('a server of trusted documents only', () => {
  test('answers the text of the dashboard, and nothing else', async () => {
    expect((await post(closed, { query: texts[idOf(mappings.slice(0, 30))] })).body.data).toEqual({ importMappings: [] });
    expect(await post(closed, { query: '{ importMappings { name } }' })).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] },
    });
  });
  test('takes what comes by other protocols', async () => {
    expect(await post(closed, { resourceSpans: [] }, '/v1/traces')).toMatchObject({ status: 200 });
    expect(await post(closed, { batch: [] }, '/api/public/ingestion')).toMatchObject({ status: 207 });
    expect(await post(closed, {}, '/api/2.0/mlflow/experiments/search')).toMatchObject({ status: 200 });
  });
  test('shows no explorer', async () => {
    const answer = await fetch(`${closed.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(/does not show its schema/);
    expect((await fetch(`${open.url}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(200);
  });
});
