import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBrowser } from '../../e2e/browser.ts';
import { raw, sql, uint, uuid } from '../../server/src/platform/store/sql.ts';
import type { Dataset } from '../overview/dataset.ts';

export interface RawPage {
  /** From asking for the rows to all numbers, ms. */
  readonly elapsedMs: number;
  /** Of that, the page's thread reads JSON and counts: nothing else is drawn. */
  readonly busyMs: number;
  readonly megabytes: number;
}

/**
 * The rival: the newest messages come as rows of JSON, uncompressed on this machine, and the page counts them itself: totals, days with
 * percentiles, models, ratings, tools, errors, sessions. Numbers are of those rows alone, not of the window.
 */
export async function rawRows({ stores, workspaceId }: Dataset, rowCount: number, times: number): Promise<readonly RawPage[]> {
  const rows = async (): Promise<string> =>
    JSON.stringify(
      await stores.clickhouse.query(
        'bench.rawRows',
        sql`SELECT toUnixTimestamp64Milli(created_at) AS at, role, model, provider, environment, experiment_name, variant, session_id, conversation_id,
              user_external_id, uncached_input_tokens, cache_read_tokens, visible_output_tokens, cost_nano_usd, latency_ms, time_to_first_token_ms,
              error_type, tool_names, tool_successes, tool_durations_ms, ratings, success_count, failure_count, failure_tags
            FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} AND role = 'ASSISTANT'
            ORDER BY workspace_id DESC, created_at DESC, message_id DESC LIMIT ${uint(rowCount)} ${raw('')}`,
        { timeoutMs: 60_000, maxMemoryBytes: 4_000_000_000 },
      ),
    );
  const server = createServer((request, response) => {
    if (request.url !== '/rows') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>rows</title>');
    rows().then(
      (text) => response.setHeader('content-type', 'application/json').end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const measured: RawPage[] = [];
    for (let run = 0; run <= times; run += 1) measured.push(await page.evaluate(count));
    return measured.slice(1);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function count(): Promise<RawPage> {
  interface Message {
    at: number;
    model: string;
    session_id: string;
    user_external_id: string;
    conversation_id: string;
    uncached_input_tokens: number;
    visible_output_tokens: number;
    cost_nano_usd: string | null;
    latency_ms: number | null;
    time_to_first_token_ms: number | null;
    error_type: string;
    tool_names: string[];
    tool_durations_ms: (number | null)[];
    ratings: number[];
    success_count: number;
    failure_count: number;
    failure_tags: string[];
  }
  const startedAt = performance.now();
  const text = await (await fetch('/rows')).text();
  const busyFrom = performance.now();
  const messages = JSON.parse(text) as Message[];
  const numbersOf = (of: readonly Message[]) => {
    const sorted = (values: (number | null)[]) => values.filter((value) => value !== null).sort((a, b) => a - b);
    const latencies = sorted(of.map((message) => message.latency_ms));
    const firsts = sorted(of.map((message) => message.time_to_first_token_ms));
    const at = (values: number[], share: number) => values[Math.ceil(values.length * share) - 1];
    return {
      count: of.length,
      users: new Set(of.map((message) => message.user_external_id)).size,
      conversations: new Set(of.map((message) => message.conversation_id)).size,
      tokens: of.reduce((sum, message) => sum + message.uncached_input_tokens + message.visible_output_tokens, 0),
      cost: of.reduce((sum, message) => sum + Number(message.cost_nano_usd ?? 0), 0),
      errors: of.filter((message) => message.error_type !== '').length,
      successes: of.reduce((sum, message) => sum + message.success_count, 0),
      failures: of.reduce((sum, message) => sum + message.failure_count, 0),
      latency: [0.5, 0.9, 0.95, 0.99].map((share) => at(latencies, share)),
      first: [0.5, 0.95].map((share) => at(firsts, share)),
    };
  };
  const by = <Key>(keyOf: (message: Message) => Key) => [...Map.groupBy(messages, keyOf)].map(([key, of]) => [key, numbersOf(of)] as const);
  const tools = Map.groupBy(
    messages.flatMap((message) => message.tool_names.map((name, index) => ({ name, ms: message.tool_durations_ms[index] ?? null }))),
    ({ name }) => name,
  );
  const all = [
    numbersOf(messages),
    by((message) => Math.floor(message.at / 86_400_000)),
    by((message) => message.model),
    by((message) => message.error_type),
    by((message) => message.session_id),
    by((message) => message.failure_tags[0] ?? ''),
    by((message) => message.ratings[0] ?? 0),
    [...tools].map(([name, calls]) => [name, calls.length]),
  ];
  const now = performance.now();
  if (all.length !== 8) throw new Error('Nothing was counted.');
  return { elapsedMs: now - startedAt, busyMs: now - busyFrom, megabytes: text.length / 1e6 };
}
