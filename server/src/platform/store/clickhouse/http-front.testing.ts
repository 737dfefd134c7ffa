import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import { Session } from 'chdb';

/**
 * ClickHouse's HTTP interface over the embedded engine, for tests of `CLICKHOUSE_URL`: the statement in the URL or the body,
 * `param_*` bindings, settings as URL parameters, `default_format`, `/ping`, and its error answers.
 */
export async function startClickHouseHttpFront(
  folder: string,
): Promise<{ url: string; requestCount: () => number; close: () => Promise<void> }> {
  const session = new Session(folder);
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests += 1;
    answer(session, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      const code = /Code: (\d+)/.exec(text)?.[1] ?? '1002';
      response.writeHead(code === '516' ? 403 : 500, { 'X-ClickHouse-Exception-Code': code, 'Content-Type': 'text/plain; charset=UTF-8' });
      response.end(text.startsWith('Code:') ? text : `Code: ${code}. DB::Exception: ${text}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestCount: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      session.close();
    },
  };
}

/** What the HTTP layer itself understands; everything else in the URL is a setting of the statement. */
const OWN_PARAMETERS = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'session_id',
  'compress',
  'decompress',
  'user',
  'password',
  'role',
]);
const TRANSPORT_SETTINGS = /^(wait_end_of_query|enable_http_compression|http_|send_progress_in_http_headers|buffer_size|cancel_http)/;

async function answer(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  const body = await bodyOf(request);
  const statement = url.searchParams.has('query') ? `${url.searchParams.get('query')}\n${body}` : body;
  const prelude: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (OWN_PARAMETERS.has(name) || TRANSPORT_SETTINGS.test(name)) continue;
    prelude.push(`SET ${name} = ${quote(value)};`);
  }
  const result = await session.queryAsync(`${prelude.join(' ')} ${statement}`, {
    format: url.searchParams.get('default_format') ?? 'TabSeparated',
  });
  response.writeHead(200, {
    'X-ClickHouse-Query-Id': url.searchParams.get('query_id') ?? '',
    'X-ClickHouse-Summary': JSON.stringify({
      read_rows: String(result.rowsRead ?? 0),
      read_bytes: '0',
      written_rows: '0',
      written_bytes: '0',
      total_rows_to_read: '0',
      result_rows: '0',
      result_bytes: '0',
      elapsed_ns: '0',
    }),
    'Content-Type': 'text/plain; charset=UTF-8',
  });
  response.end(Buffer.from(result.bytes()));
}

const quote = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const source = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
