import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxBatchSize } from '../src/platform/ingest/errors.ts';
import { schema } from '../src/schema.ts';
import { ask, openTestServer, type TestServer } from '../src/server.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

interface Refused {
  readonly mutation: string;
  readonly code: string;
  /** Paths of the arguments at fault, first to last. */
  readonly fields: readonly string[];
  readonly query: string;
  readonly variables?: object;
}

const idOf = (kind: string): string => Buffer.from(`${kind}:00000000-0000-4000-8000-000000000000`).toString('base64');
const batch = (type: string, argument: string, mutation: string): Refused => ({
  mutation,
  code: 'BATCH_TOO_LARGE',
  fields: [argument],
  query: `mutation ($all: [${type}!]!) { ${mutation}(${argument}: $all) { accepted } }`,
  variables: { all: Array.from({ length: maxBatchSize + 1 }, () => ({})) },
});
const deleted = (mutation: string, kind: string, selection = ''): Refused[] => [
  { mutation, code: 'NOT_FOUND', fields: ['id'], query: `mutation { ${mutation}(id: "${idOf(kind)}")${selection} }` },
  { mutation, code: 'BAD_USER_INPUT', fields: ['id'], query: `mutation { ${mutation}(id: "made up")${selection} }` },
];

const table: readonly Refused[] = [
  batch('MessageInput', 'messages', 'ingestMessages'),
  batch('EvaluationInput', 'evaluations', 'evaluateMessages'),
  batch('SpanInput', 'spans', 'captureSpans'),
  ...deleted('deleteModel', 'Model'),
  ...deleted('deleteView', 'SavedView'),
  ...deleted('deletePrice', 'Price', ' { price { id } }'),
  ...deleted('revokeApiKey', 'ApiKey', ' { id }'),
  { mutation: 'createApiKey', code: 'BAD_USER_INPUT', fields: ['name'], query: 'mutation { createApiKey(name: " ") { secret } }' },
  { mutation: 'saveModel', code: 'BAD_MODEL', fields: ['model.name'], query: 'mutation { saveModel(model: { name: "" }) { id } }' },
  {
    mutation: 'saveModel',
    code: 'BAD_MODEL',
    fields: ['model.provider', 'model.deployment.type', 'model.evaluationResults'],
    query: 'mutation ($model: ModelInput!) { saveModel(model: $model) { id } }',
    variables: { model: { name: 'm', provider: 'a\u0000', deployment: { type: '\ud800' }, evaluationResults: ['\u0000'] } },
  },
  {
    mutation: 'savePrice',
    code: 'BAD_PRICE',
    fields: ['price.provider', 'price.rates.inputUsdPerMillion', 'price.tiers[1].aboveInputTokens', 'price.tiers[1].rates.outputUsdPerMillion'],
    query:
      'mutation { savePrice(price: { scope: DEFAULT, provider: "p", rates: { inputUsdPerMillion: -1, outputUsdPerMillion: 0 }, tiers: [{ aboveInputTokens: 9, rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } }, { aboveInputTokens: 9, rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1e9 } }] }) { price { id } } }',
  },
  {
    mutation: 'savePrice',
    code: 'BAD_USER_INPUT',
    fields: ['price.tiers[0].rates.inputUsdPerMillion'],
    query: 'mutation ($p: PriceInput!) { savePrice(price: $p) { price { id } } }',
    variables: { p: { scope: 'DEFAULT', rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 }, tiers: [{ aboveInputTokens: 9, rates: { inputUsdPerMillion: 'much', outputUsdPerMillion: 1 } }] } },
  },
  {
    mutation: 'savePrice',
    code: 'BAD_USER_INPUT',
    fields: ['price.rates.outputUsdPerMillion'],
    query: 'mutation ($r: PriceRatesInput!) { savePrice(price: { scope: DEFAULT, rates: $r }) { price { id } } }',
    variables: { r: { inputUsdPerMillion: 1 } },
  },
  { mutation: 'importPrices', code: 'BAD_PRICE_TABLE', fields: ['table'], query: 'mutation { importPrices(table: {}) { added } }' },
  { mutation: 'saveView', code: 'BAD_USER_INPUT', fields: ['page', 'name', 'search'], query: 'mutation { saveView(page: " ", name: "", search: "\\u0000") { id } }' },
  { mutation: 'saveView', code: 'BAD_VIEW', fields: ['search'], query: 'mutation { saveView(page: "traces", name: "x", search: "\\u0000") { id } }' },
  {
    mutation: 'setDataPolicy',
    code: 'BAD_USER_INPUT',
    fields: ['maskingKinds', 'traceRetentionDays', 'traceSampleShare'],
    query: 'mutation { setDataPolicy(maskingMode: MASK, maskingKinds: ["SSN"], traceRetentionDays: 0, traceSampleShare: 2) { maskingMode } }',
  },
];

/** Those that take nothing that could be wrong. */
const withoutInput: Readonly<Record<string, string>> = {
  rebuildFacts: 'it takes no arguments',
  deleteTrace: 'any text is the id of a trace, here or not',
};

describe('bad input of a mutation is named by the path of its argument', () => {
  test.each(table)('$mutation: $code at $fields', async ({ code, fields, query, variables }) => {
    const { body } = await ask(server, query, { variables });
    const { extensions } = body.errors[0];
    expect([extensions.code, extensions.field, typeof extensions.reason]).toEqual([code, fields[0], 'string']);
    expect(extensions.problems?.map(({ field }: { field: string }) => field)).toEqual(fields.length > 1 ? fields : undefined);
  });

  test('the table has every mutation', () => {
    const known = new Set([...table.map(({ mutation }) => mutation), ...Object.keys(withoutInput)]);
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !known.has(name))).toEqual([]);
  });
});
