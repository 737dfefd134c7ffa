import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallName, ChatRequest, RecordedCall } from './recorded.ts';

export interface Player {
  /** What goes into a client as the provider's base address, such as http://127.0.0.1:40123/v1. */
  readonly address: string;
  /** The calls that were asked for, in order; what nobody recorded by its method and path. */
  readonly asked: (CallName | string)[];
  close(): Promise<void>;
}

/**
 * Plays the provider: answers a chat completion as it was answered when it was recorded. Knows a call by the last thing that was said to
 * it.
 */
export async function startPlayer(calls: readonly RecordedCall[]): Promise<Player> {
  const byLastWords = new Map(calls.map((call) => [lastWords(call.request), call]));
  const asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const isChat = request.method === 'POST' && request.url === '/v1/chat/completions';
    const call = isChat ? byLastWords.get(lastWords(JSON.parse(body) as ChatRequest)) : undefined;
    asked.push(call?.name ?? `${request.method} ${request.url}`);
    if (call === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"Nobody recorded this."}}');
      return;
    }
    const isStream = call.status === 200 && call.request.stream === true;
    response.writeHead(call.status, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
    if (isStream) for (const event of call.response.split(/(?<=\n\n)/)) response.write(event);
    response.end(isStream ? '' : call.response);
  }
}

/** Its end is enough: a recorded prompt may be longer than what a client repeats to the letter. */
function lastWords({ messages }: ChatRequest): string {
  const content: unknown = messages.at(-1)?.content;
  const text = Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? '').join('') : String(content);
  return text.slice(-60);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
