import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { cacheExchange, Client, fetchExchange, subscriptionExchange, type SubscriptionOperation } from 'urql';
import { expect, test } from 'vitest';
import { TrustedDocuments } from '../../../server/src/platform/graphql/trusted.ts';
import { asDocument } from './document.ts';
import * as generated from './generated/graphql.ts';

const trusted = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../server/src/protocols/graphql/trusted-documents.json'), 'utf8'),
) as Record<string, string>;
const list = new TrustedDocuments(trusted);

/** Documents that this client sends, each once. */
const documents = Object.entries(generated).filter(([name]) => name.endsWith('Document')) as [
  string,
  generated.TypedDocumentString<unknown, never>,
][];

/** What leaves the page of a document. */
async function sentOf(document: generated.TypedDocumentString<unknown, never>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    fetch: async (_url, init) => {
      resolve((JSON.parse(String(init?.body)) as { query: string }).query);
      return new Response('{"data":{}}', { headers: { 'content-type': 'application/json' } });
    },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query }: SubscriptionOperation) => ({
          subscribe: () => {
            resolve(query ?? '');
            return { unsubscribe: () => {} };
          },
        }),
      }),
    ],
  });
  const kind = /^\s*(\w+)/.exec(document.toString())?.[1];
  const node = asDocument(document) as never;
  const sending =
    kind === 'subscription' ? client.subscription(node, {}) : kind === 'mutation' ? client.mutation(node, {}) : client.query(node, {});
  const { unsubscribe } = sending.subscribe(() => {});
  try {
    return await promise;
  } finally {
    unsubscribe();
  }
}

test('every document is sent in a text that a server of trusted documents only knows', async () => {
  expect(documents.length).toBeGreaterThan(50);
  for (const [name, document] of documents) expect([name, list.has(parse(await sentOf(document)))]).toEqual([name, true]);
});
