import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A step of an answer. */
export type FakeStep =
  | { readonly text: string }
  /** `json`: the arguments as they are sent, well formed or not. */
  | { readonly call: string; readonly json: string }
  | { readonly waitMs: number }
  /** Says nothing until something has happened. */
  | { readonly until: Promise<unknown> }
  /** Says nothing more and keeps the connection open. */
  | 'stall'
  /** Ends the connection in the middle. */
  | 'cut'
  /** Text without end, until the client leaves. */
  | 'forever';

export type FakeAnswer =
  | readonly FakeStep[]
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** What a request held. */
export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  /** On the clock of `performance`: when it was there. */
  readonly cameAt: number;
  /** When the first text or call of the answer was sent; null: none was. */
  firstSaidAt: number | null;
  /** When the answer was whole; null: it was not. */
  endedAt: number | null;
}

export interface FakeModels {
  /** Address of the API, such as http://127.0.0.1:1234/v1 */
  readonly url: string;
  readonly requests: FakeRequest[];
  /** What the next requests are answered with, in their order; a function answers all. */
  answer(...answers: readonly (FakeAnswer | ((request: FakeRequest) => FakeAnswer))[]): void;
  /** Requests that are answered at this moment. */
  openCount(): number;
  close(): Promise<void>;
}

export interface FakeOptions {
  readonly api: 'openai' | 'anthropic';
  readonly models?: readonly string[];
  /** Whether it reports tokens; absent: yes. */
  readonly reportsUsage?: boolean;
  /** Leaves `role` and `type` out of streamed deltas, as some servers do. */
  readonly isSloppy?: boolean;
}

export const fakeUsage = { inputTokens: 120, outputTokens: 30, cachedInputTokens: 20 };

/** A server of language models over real HTTP that says what a test wants. */
export async function openFakeModels({
  api,
  models = ['small', 'large'],
  reportsUsage = true,
  isSloppy = false,
}: FakeOptions): Promise<FakeModels> {
  const requests: FakeRequest[] = [];
  let answers: readonly (FakeAnswer | ((request: FakeRequest) => FakeAnswer))[] = [];
  let openCount = 0;
  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch(() => response.destroy());
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    if (incoming.method === 'GET' && path.endsWith('/models'))
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: models.map((id) => ({ id })) }));
    let text = '';
    for await (const chunk of incoming) text += String(chunk);
    const request: FakeRequest = {
      path,
      headers: incoming.headers,
      body: JSON.parse(text === '' ? 'null' : text),
      cameAt: performance.now(),
      firstSaidAt: null,
      endedAt: null,
    };
    requests.push(request);
    const [next] = answers;
    if (answers.length > 1) answers = answers.slice(1);
    const answered = typeof next === 'function' ? next(request) : (next ?? [{ text: 'Hello.' }]);
    if ('status' in answered)
      return void response
        .writeHead(answered.status, { 'content-type': 'application/json', ...answered.headers })
        .end(JSON.stringify(answered.body ?? { type: 'error', error: { type: 'api_error', message: `status ${answered.status}` } }));
    openCount += 1;
    response.once('close', () => (openCount -= 1));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const said = (): void => void (request.firstSaidAt ??= performance.now());
    await (api === 'openai' ? sayOpenAi : sayAnthropic)(response, answered, { reportsUsage, isSloppy, said });
    if (response.writableEnded) request.endedAt = performance.now();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answer(...next) {
      answers = next;
    },
    openCount: () => openCount,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Sent = { reportsUsage: boolean; isSloppy: boolean; said: () => void };

/** What both have in common: false ends the answer without its end. */
async function goOn(response: ServerResponse, step: FakeStep, say: (text: string) => void): Promise<boolean> {
  if (step === 'stall') {
    await once(response, 'close');
    return false;
  }
  if (step === 'cut') {
    await wait(5);
    response.destroy();
    return false;
  }
  if (step === 'forever') {
    while (!response.destroyed) {
      say('and on ');
      await wait(5);
    }
    return false;
  }
  if ('waitMs' in step) await wait(step.waitMs);
  if ('until' in step) await step.until;
  return true;
}

async function sayOpenAi(response: ServerResponse, steps: readonly FakeStep[], { reportsUsage, isSloppy, said }: Sent): Promise<void> {
  const send = (choice: object | null, more: object = {}): void =>
    void response.write(
      `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: choice === null ? [] : [{ index: 0, finish_reason: null, ...choice }], ...more })}\n\n`,
    );
  const role = isSloppy ? {} : { role: 'assistant' };
  const say = (content: string): void => send({ delta: { ...role, content } });
  let calls = 0;
  for (const step of steps) {
    if (typeof step === 'object' && ('text' in step || 'call' in step)) said();
    if (typeof step === 'object' && 'text' in step) say(step.text);
    else if (typeof step === 'object' && 'call' in step) {
      const middle = Math.ceil(step.json.length / 2);
      const index = calls;
      calls += 1;
      const type = isSloppy ? {} : { type: 'function' };
      send({
        delta: {
          ...role,
          tool_calls: [{ index, id: `call_${calls}`, ...type, function: { name: step.call, arguments: step.json.slice(0, middle) } }],
        },
      });
      send({ delta: { tool_calls: [{ index, function: { arguments: step.json.slice(middle) } }] } });
    } else if (!(await goOn(response, step, say))) return;
  }
  send({ delta: {}, finish_reason: calls > 0 ? 'tool_calls' : 'stop' });
  if (reportsUsage)
    send(null, {
      usage: {
        prompt_tokens: fakeUsage.inputTokens,
        completion_tokens: fakeUsage.outputTokens,
        total_tokens: fakeUsage.inputTokens + fakeUsage.outputTokens,
        prompt_tokens_details: { cached_tokens: fakeUsage.cachedInputTokens },
      },
    });
  response.end('data: [DONE]\n\n');
}

async function sayAnthropic(response: ServerResponse, steps: readonly FakeStep[], { reportsUsage, said }: Sent): Promise<void> {
  const send = (type: string, data: object): void => void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  let index = -1;
  let hasCalls = false;
  let isTextOpen = false;
  const close = (): void => {
    if (index >= 0) send('content_block_stop', { index });
    isTextOpen = false;
  };
  const say = (text: string): void => {
    if (!isTextOpen) {
      close();
      index += 1;
      send('content_block_start', { index, content_block: { type: 'text', text: '' } });
      isTextOpen = true;
    }
    send('content_block_delta', { index, delta: { type: 'text_delta', text } });
  };
  const { inputTokens, outputTokens, cachedInputTokens } = fakeUsage;
  const usage = reportsUsage
    ? {
        input_tokens: inputTokens - cachedInputTokens,
        cache_read_input_tokens: cachedInputTokens,
        cache_creation_input_tokens: 0,
        output_tokens: 1,
      }
    : { input_tokens: 0, output_tokens: 0 };
  send('message_start', {
    message: { id: 'm1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, stop_sequence: null, usage },
  });
  for (const step of steps) {
    if (typeof step === 'object' && ('text' in step || 'call' in step)) said();
    if (typeof step === 'object' && 'text' in step) say(step.text);
    else if (typeof step === 'object' && 'call' in step) {
      close();
      index += 1;
      hasCalls = true;
      const middle = Math.ceil(step.json.length / 2);
      send('content_block_start', { index, content_block: { type: 'tool_use', id: `toolu_${index}`, name: step.call, input: {} } });
      send('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: step.json.slice(0, middle) } });
      send('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: step.json.slice(middle) } });
    } else if (!(await goOn(response, step, say))) return;
  }
  close();
  send('message_delta', {
    delta: { stop_reason: hasCalls ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: reportsUsage ? outputTokens : 0 },
  });
  send('message_stop', {});
  response.end();
}
