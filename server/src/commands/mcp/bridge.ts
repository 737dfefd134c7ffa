import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';

export interface Target {
  readonly url: string;
  readonly apiKey: string | null;
}

interface Message {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: { readonly name?: unknown; readonly uri?: unknown; readonly _meta?: Readonly<Record<string, unknown>> };
}

const versionKey = 'io.modelcontextprotocol/protocolVersion';
/** Methods whose header names what they are about. */
const named: Readonly<Record<string, 'name' | 'uri'>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' };

/** Only visible ASCII stands in a header as it is. */
const headerValue = (text: string): string => (/^[\x21-\x7e]+$/.test(text) ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`);

function headersOf({ method, params }: Message, negotiated: string | null): Record<string, string> {
  const version = params?._meta?.[versionKey];
  if (typeof version !== 'string') return negotiated === null ? {} : { 'mcp-protocol-version': negotiated };
  const about = named[method ?? ''];
  const name = about === undefined ? undefined : params?.[about];
  return {
    'mcp-protocol-version': version,
    'mcp-method': method ?? '',
    ...(typeof name === 'string' && { 'mcp-name': headerValue(name) }),
  };
}

/**
 * Passes JSON-RPC messages from one line each to the server's `/mcp`, and its answers back, in the order in which they come. Ends with the
 * input, when all answers are out.
 */
export async function bridge(target: Target, { input, output }: { readonly input: Readable; readonly output: Writable }): Promise<void> {
  let negotiated: string | null = null;
  const write = (message: unknown): void => void output.write(`${JSON.stringify(message)}\n`);
  const pass = async (line: string): Promise<void> => {
    const message = parsed(line);
    if (message === null) return write(failure(null, -32_700, 'The line is no JSON-RPC message.'));
    const answer = await send(target, line, headersOf(message, negotiated)).catch((error: unknown) => ({ problem: error as Error }));
    if (message.id === undefined || message.id === null) return;
    if ('problem' in answer)
      return write(
        failure(
          message.id,
          -32_603,
          `No server answers at ${target.url}: ${answer.problem.message}. Start one with pnpm start, or set FTL_URL.`,
        ),
      );
    const { body } = answer;
    if (body === null) return write(failure(message.id, -32_603, `The server answered ${answer.status} without a message.`));
    const result = body as { result?: { protocolVersion?: unknown }; id?: unknown };
    if (message.method === 'initialize' && typeof result.result?.protocolVersion === 'string') negotiated = result.result.protocolVersion;
    write({ ...result, id: message.id });
  };
  const passing = new Set<Promise<void>>();
  for await (const line of createInterface({ input })) {
    if (line.trim() === '') continue;
    const one = pass(line).finally(() => passing.delete(one));
    passing.add(one);
    // What is negotiated holds for what follows.
    if (line.includes('"initialize"')) await one;
  }
  await Promise.all(passing);
}

const failure = (id: string | number | null, code: number, message: string) => ({ jsonrpc: '2.0', id, error: { code, message } });

function parsed(line: string): Message | null {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? (message as Message) : null;
  } catch {
    return null;
  }
}

async function send({ url, apiKey }: Target, body: string, headers: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
      ...headers,
    },
    body,
  });
  const text = await response.text();
  const data = response.headers.get('content-type')?.includes('text/event-stream') ? lastEvent(text) : text;
  return { status: response.status, body: data === '' ? null : (JSON.parse(data) as unknown) };
}

/** Earlier revisions answer in a stream of one event. */
const lastEvent = (text: string): string => [...text.matchAll(/^data: ?(.*)$/gm)].at(-1)?.[1] ?? '';
