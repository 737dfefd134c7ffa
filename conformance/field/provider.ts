import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedAnswer } from './scenarios.ts';

export interface Provider {
  /** Without a path, such as http://127.0.0.1:40123. */
  readonly address: string;
  /** Requests that nothing was recorded for. */
  readonly unexpected: readonly string[];
  /** How many answers are left. */
  readonly leftCount: () => number;
  close(): Promise<void>;
}

/** Plays recorded answers one after the other, each to a request of its path. A client that asks for a stream gets the answer as one. */
export async function startProvider(answers: readonly RecordedAnswer[]): Promise<Provider> {
  const left = [...answers];
  const unexpected: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const path = (request.url ?? '').split('?')[0] as string;
      const next = left[0];
      if (next === undefined || !path.endsWith(next.path)) {
        unexpected.push(`${request.method} ${path}`);
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"Not recorded."}}');
        return;
      }
      left.shift();
      const asked = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { stream?: boolean };
      const isRecordedStream = /^(data|event):/.test(next.body);
      const body = asked.stream === true && !isRecordedStream && next.status === 200 ? streamOf(next.body) : next.body;
      const isStream = /^(data|event):/.test(body);
      response.writeHead(next.status, { 'content-type': isStream ? 'text/event-stream' : 'application/json' }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unexpected,
    leftCount: () => left.length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Completion {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly choices: readonly { readonly message: { readonly tool_calls?: readonly object[] }; readonly finish_reason: string }[];
  readonly usage: object;
}

/** A chat completion as the events of a stream: the message, its end, the tokens. */
function streamOf(body: string): string {
  const { id, created, model, choices, usage } = JSON.parse(body) as Completion;
  const [{ message, finish_reason }] = choices as [Completion['choices'][number]];
  const calls = message.tool_calls?.map((call, index) => ({ index, ...call }));
  const delta = { ...message, ...(calls === undefined ? {} : { tool_calls: calls }) };
  const chunk = (part: object): string => `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model, ...part })}\n\n`;
  return [
    chunk({ choices: [{ index: 0, delta, finish_reason: null }], usage: null }),
    chunk({ choices: [{ index: 0, delta: {}, finish_reason }], usage: null }),
    chunk({ choices: [], usage }),
    'data: [DONE]\n\n',
  ].join('');
}
