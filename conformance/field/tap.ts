import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeProto } from '../../server/src/protocols/otlp/proto.fixtures.ts';

/** One body that a client sent, as OTLP/JSON. */
export interface Sent {
  readonly signal: 'traces' | 'logs';
  readonly path: string;
  readonly body: Document;
}

export type Document = Readonly<Record<string, unknown>>;

export interface Tap {
  readonly address: string;
  readonly sent: readonly Sent[];
  /** Of each request that the server did not take: path and status. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** Stands between a client and the server, passes each request on as it is, and keeps what it brought. */
export async function startTap(server: string): Promise<Tap> {
  const sent: Sent[] = [];
  const refused: string[] = [];
  const listener = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const bytes = Buffer.concat(pieces);
      const path = request.url ?? '';
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          value === undefined || ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(name)
            ? []
            : [[name, String(value)]],
        ),
      );
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
      const answer = await fetch(server + path, { method: request.method ?? 'GET', headers, ...(hasBody && { body: bytes }) });
      if (answer.status >= 300) refused.push(`${request.method} ${path}: ${answer.status}`);
      const signal = path.endsWith('/v1/traces') ? 'traces' : path.endsWith('/v1/logs') ? 'logs' : null;
      if (signal !== null) {
        const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
        const isJson = String(request.headers['content-type']).includes('json');
        sent.push({ signal, path, body: isJson ? (JSON.parse(plain.toString('utf8')) as Document) : asJson(signal, plain) });
      }
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    sent,
    refused,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}

const HEXADECIMAL = new Set(['traceId', 'spanId', 'parentSpanId']);

function asJson(signal: Sent['signal'], bytes: Buffer): Document {
  const message = decodeProto(signal === 'traces' ? 'ExportTraceServiceRequest' : 'ExportLogsServiceRequest', bytes);
  return hexadecimal(message) as Document;
}

/** Ids are text of hexadecimal digits in OTLP/JSON, while protobuf's JSON has bytes as base64. */
function hexadecimal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hexadecimal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      HEXADECIMAL.has(name) && typeof inner === 'string' ? Buffer.from(inner, 'base64').toString('hex') : hexadecimal(inner),
    ]),
  );
}

interface SentSpan {
  readonly traceId: string;
  readonly startTimeUnixNano: string;
}

/** Ids of the traces in what was sent, by their first start. */
export function traceIdsOf(sent: readonly Sent[]): string[] {
  const starts = new Map<string, bigint>();
  for (const { signal, body } of sent) {
    if (signal !== 'traces') continue;
    const resources = (body['resourceSpans'] ?? []) as readonly {
      readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
    }[];
    for (const { traceId, startTimeUnixNano } of resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
      const start = BigInt(startTimeUnixNano);
      const known = starts.get(traceId);
      if (known === undefined || start < known) starts.set(traceId, start);
    }
  }
  return [...starts].sort(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([id]) => id);
}
