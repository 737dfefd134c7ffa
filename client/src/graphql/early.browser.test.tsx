import { Client, cacheExchange, fetchExchange } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { asDocument } from './document.ts';
import { askEarly, policyOf } from './early.ts';
import { UnpricedDocument } from './generated/graphql.ts';

afterEach(() => vi.useRealTimers());

/** A server that counts what it is asked. */
function counting() {
  let count = 0;
  const fetch = async (): Promise<Response> => {
    count += 1;
    return Response.json({ data: { analytics: { byModel: [], __typename: 'Analytics' } } });
  };
  return {
    client: new Client({ url: '/graphql', fetch, preferGetMethod: false, exchanges: [cacheExchange, fetchExchange] }),
    count: () => count,
  };
}

const about = (model: string) => ({ filter: { models: [model] } });
const ask = (client: Client, model: string) =>
  client
    .query(asDocument(UnpricedDocument), about(model), { requestPolicy: policyOf(client, UnpricedDocument, about(model), 'network-only') })
    .toPromise();

test('a page that opens while its query is under way sends no other', async () => {
  const { client, count } = counting();
  askEarly(client, UnpricedDocument, about('on its way'));
  const { data } = await ask(client, 'on its way');
  expect(data).toMatchObject({ analytics: { byModel: [] } });
  expect(count()).toBe(1);
});

test('a page that opens after its query was answered takes the answer, once', async () => {
  const { client, count } = counting();
  askEarly(client, UnpricedDocument, about('answered'));
  await vi.waitFor(() => expect(count()).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await ask(client, 'answered');
  expect(count()).toBe(1);
  await ask(client, 'answered');
  expect(count()).toBe(2);
});

test('pointing at a link twice sends one query; other variables are another query', async () => {
  const { client, count } = counting();
  askEarly(client, UnpricedDocument, about('twice'));
  askEarly(client, UnpricedDocument, about('twice'));
  askEarly(client, UnpricedDocument, about('another'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(count()).toBe(2);
});

test('an answer that was asked for half a minute ago is not taken', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { client, count } = counting();
  askEarly(client, UnpricedDocument, about('old'));
  await vi.waitFor(() => expect(count()).toBe(1));
  vi.setSystemTime(Date.now() + 30_001);
  await ask(client, 'old');
  expect(count()).toBe(2);
});
