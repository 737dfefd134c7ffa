import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly at: number;
}

/** What a receiver answers: a status with headers and text, or nothing at all. */
export type ReceiverAnswer = { readonly status: number; readonly headers?: Record<string, string>; readonly text?: string } | 'silence';

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What requests to a path get from now on, one after the other; the last answer stays. Absent: 200. */
  answer(path: string, ...answers: ReceiverAnswer[]): void;
  of(path: string): Received[];
  close(): Promise<void>;
}

/** A server that takes notices, and answers as a test wants it. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers = new Map<string, ReceiverAnswer[]>();
  const silent = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, text, body: JSON.parse(text || 'null'), at: Date.now() });
      const waiting = answers.get(path) ?? [];
      const answer = (waiting.length > 1 ? waiting.shift() : waiting[0]) ?? { status: 200, text: 'ok' };
      if (answer === 'silence') return void silent.add(response);
      response.writeHead(answer.status, answer.headers).end(answer.text ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (path, ...next) => void answers.set(path, next),
    of: (path) => received.filter((one) => one.path === path),
    close: () => {
      for (const response of silent) response.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
