import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { ServerProblem } from 'importer/client';
import { BadTable, updatePrices } from './update.ts';

let server: TestServer;
let folder: string;
const address = () => ({ url: server.url, apiKey: null });
const tables = createServer((request, response) => {
  if (request.url === '/table') response.end(JSON.stringify(genai(9)));
  else response.writeHead(request.url === '/gone' ? 404 : 200).end('<html>');
});
beforeAll(async () => {
  [server, folder] = await Promise.all([openTestServer(), mkdtemp(join(tmpdir(), 'prices-'))]);
  await new Promise<void>((resolve) => tables.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  tables.close();
  await Promise.all([server.close(), rm(folder, { recursive: true })]);
});

/** A table in the form of genai-prices. */
const genai = (usd: number): object[] => [
  {
    id: 'openai',
    name: 'OpenAI',
    api_pattern: '',
    models: [
      { id: 'priced', match: { equals: 'priced' }, prices: { input_mtok: usd, output_mtok: 2 * usd } },
      { id: 'spoken', match: { equals: 'spoken' }, prices: { requests_kcount: 1 } },
    ],
  },
];
const file = async (text: string): Promise<string> => {
  const path = join(folder, 'table.json');
  await writeFile(path, text);
  return path;
};
const at = (path: string): string => `http://127.0.0.1:${(tables.address() as AddressInfo).port}${path}`;
const costOf = async (model: string): Promise<number | null> => {
  const id = `${model}-${Math.random()}`;
  const message = { externalId: id, conversationId: id, role: 'ASSISTANT', content: 'x', model, inputTokens: 1_000_000, outputTokens: 0 };
  await ask(server, 'mutation ($m: [MessageInput!]!) { ingestMessages(messages: $m) { accepted } }', { variables: { m: [message] } });
  return (await ask(server, 'query ($id: String!) { message(externalId: $id) { costUsd } }', { variables: { id } })).body.data.message
    .costUsd;
};

test('takes a file, the same again without a change, and a newer table from an address; what a person set stays', async () => {
  const path = await file(JSON.stringify(genai(3)));
  expect(await updatePrices(address(), path)).toMatch(/: \d+ new, 0 changed, 0 as before, 1 without a price per token\.$/);
  expect(await costOf('priced')).toBe(3);
  expect(await updatePrices(address(), path)).toMatch(/: 0 new, 0 changed, \d+ as before/);
  expect(await updatePrices(address(), at('/table'))).toMatch(/: 0 new, 1 changed/);
  expect(await costOf('priced')).toBe(9);
  await ask(
    server,
    'mutation { savePrice(input: { scope: MODEL, model: "priced", rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } }) { price { id } } }',
  );
  await updatePrices(address(), path);
  expect(await costOf('priced')).toBe(1);
});

test("takes LiteLLM's table", async () => {
  const table = { 'lite-model': { input_cost_per_token: 4e-6, output_cost_per_token: 0 } };
  expect(await updatePrices(address(), await file(JSON.stringify(table)))).toContain('1 new');
  expect(await costOf('lite-model')).toBe(4);
});

test.each([
  ['a file that is not there', () => join(folder, 'none.json'), 'cannot be read'],
  ['an address that answers 404', () => at('/gone'), 'answers 404'],
  ['an address without JSON', () => at('/page'), 'holds no JSON'],
  ['an address that nothing listens at', () => 'http://127.0.0.1:9/table', 'cannot be reached'],
])('%s is refused, and says so', async (_name, place, words) => {
  const refusal = await updatePrices(address(), place()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BadTable);
  expect((refusal as Error).message).toContain(words);
});

test('a table in no known form is refused by the server', async () => {
  await expect(updatePrices(address(), await file('[1]'))).rejects.toBeInstanceOf(ServerProblem);
});
