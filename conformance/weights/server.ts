import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writer, type Schema } from './grammar.ts';
import { openLlama } from './llama.ts';
import { beginToken, openTokens } from './tokens.ts';

/** One request as it was answered. */
export interface Answered {
  readonly tools: readonly string[];
  /** The call that the model wrote; null: it wrote text. */
  readonly call: { readonly name: string; readonly arguments: string } | null;
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface WeightsServer {
  /** Of the API, such as http://127.0.0.1:1234/v1 */
  readonly url: string;
  readonly answered: readonly Answered[];
  /** The model's own continuation of a text, the likeliest token each time. */
  complete(prompt: string, tokens: number): string;
  close(): Promise<void>;
}

interface Message {
  readonly role: string;
  readonly content: string | null;
}
interface Asked {
  readonly messages: readonly Message[];
  readonly tools?: readonly { readonly function: { readonly name: string; readonly parameters: Schema } }[];
}

/** An OpenAI-compatible server of the model in a folder: calls of tools, and the cells that an answer names, are bound by a grammar. */
export async function openWeightsServer(folder: string): Promise<WeightsServer> {
  const model = await openLlama(join(folder, 'stories260K.bin'));
  const tokens = await openTokens(join(folder, 'tok512.bin'), model.vocabularySize);
  const answered: Answered[] = [];
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: [{ id: 'stories260K' }] }));
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { messages, tools = [] } = JSON.parse(body) as Asked;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (delta: object, more: object = {}): void =>
      void response.write(
        `data: ${JSON.stringify({ id: 'w', object: 'chat.completion.chunk', created: 1, model: 'stories260K', choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`,
      );
    const results = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1).filter(({ role }) => role === 'tool');
    const writer = new Writer(model, tokens, messages.findLast(({ role }) => role === 'user')?.content ?? '');
    const [call, text] =
      results.length === 0 && tools.length > 0
        ? [callFor(writer, tools), '']
        : [null, say(writer, results, (content) => send({ role: 'assistant', content }))];
    if (call !== null) send({ role: 'assistant', tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }] });
    send({}, { finish_reason: call === null ? 'stop' : 'tool_calls' });
    const usage = {
      prompt_tokens: writer.promptTokens,
      completion_tokens: writer.writtenTokens,
      total_tokens: writer.promptTokens + writer.writtenTokens,
    };
    response.write(
      `data: ${JSON.stringify({ id: 'w', object: 'chat.completion.chunk', created: 1, model: 'stories260K', choices: [], usage })}\n\n`,
    );
    response.end('data: [DONE]\n\n');
    answered.push({
      tools: tools.map((tool) => tool.function.name),
      call,
      text,
      promptTokens: writer.promptTokens,
      completionTokens: writer.writtenTokens,
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    answered,
    complete(prompt, count) {
      const reading = model.begin();
      let logits = reading.read(beginToken);
      for (const token of prompt === '' ? [] : tokens.encode(` ${prompt}`)) logits = reading.read(token);
      let text = '';
      for (let index = 0; index < count; index += 1) {
        const token = logits.reduce((best, value, at) => (value > (logits[best] as number) ? at : best), 0);
        text += tokens.pieceOf(token);
        logits = reading.read(token);
      }
      return text.trimStart();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The tool is the model's choice, and what it is called with. */
function callFor(writer: Writer, tools: NonNullable<Asked['tools']>): { name: string; arguments: string } {
  writer.put('{"name":');
  const chosen = writer.choose(tools.map((tool) => JSON.stringify(tool.function.name)));
  const tool = tools.find(({ function: { name } }) => JSON.stringify(name) === chosen) as (typeof tools)[number];
  writer.put(',"arguments":');
  return { name: tool.function.name, arguments: writer.json(tool.function.parameters) };
}

/** The model's own words, and after them a cell of its results, where they have any: the grammar has their addresses, the model chooses. */
function say(writer: Writer, results: readonly Message[], each: (text: string) => void): string {
  const cells = [...new Set(results.flatMap(({ content }) => (content ?? '').match(/\br\d+\.facts\.\w+/g) ?? []))].slice(0, 8);
  let text = writer.say(20, (piece) => !/[{}[\]<>]/.test(piece), each);
  if (cells.length > 0) {
    // A sentence of its own.
    each('. The value is {{');
    const cell = writer.choose(cells);
    each(`${cell}}}.`);
    text += `. The value is {{${cell}}}.`;
  }
  return text;
}
