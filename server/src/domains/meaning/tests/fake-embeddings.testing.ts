import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
}

/** How a request is answered in place of vectors; null: with vectors. */
export type FakeTrouble =
  | { readonly status: number; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly body: string }
  | 'cut'
  | null;

export interface FakeEmbeddings {
  readonly url: string;
  readonly requests: FakeRequest[];
  /** Decides of each request, with its number from 0. */
  trouble(decide: (request: FakeRequest, count: number) => FakeTrouble): void;
  close(): Promise<void>;
}

export const fakeWidth = 24;

/** The vector of a text: by the theme whose word it has; so that paraphrases without a common word are alike. */
function vectorOf(text: string): number[] {
  const themes = [/suitcase|baggage|luggage|bag/i, /refund|money|payment|reimburse/i, /password|login|sign in|account/i];
  const theme = themes.findIndex((words) => words.test(text));
  return Array.from({ length: fakeWidth }, (_, place) => (place === theme ? 1 : 0.02 * Math.sin(place * 7 + text.length)));
}

/** A server of embeddings over real HTTP; the vectors of one answer come in another order than their texts. */
export async function openFakeEmbeddings(): Promise<FakeEmbeddings> {
  const requests: FakeRequest[] = [];
  let decide: (request: FakeRequest, count: number) => FakeTrouble = () => null;
  const server = createServer((incoming, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of incoming) text += String(chunk);
      const { model, input } = JSON.parse(text) as { model: string; input: readonly string[] };
      const request = { path: incoming.url ?? '', authorization: incoming.headers.authorization, model, input };
      requests.push(request);
      const trouble = decide(request, requests.length - 1);
      if (trouble === 'cut') return void response.destroy();
      if (trouble !== null && 'status' in trouble)
        return void response
          .writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers })
          .end(JSON.stringify({ error: { message: trouble.message ?? `status ${trouble.status}` } }));
      response.writeHead(200, { 'content-type': 'application/json' });
      if (trouble !== null) return void response.end(trouble.body);
      const data = input.map((one, index) => ({ object: 'embedding', index, embedding: vectorOf(one) })).reverse();
      response.end(JSON.stringify({ data, model, usage: { prompt_tokens: 10 * input.length, total_tokens: 10 * input.length } }));
    })().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    trouble: (next) => {
      decide = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
