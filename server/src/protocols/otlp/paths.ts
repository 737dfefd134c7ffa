/** What an OpenTelemetry exporter sends. */
export type Signal = 'traces' | 'logs' | 'metrics';

/** Where exporters send to: OpenTelemetry's own path, and those of products whose clients are pointed here. */
const bases = ['', '/api/public/otel', '/otel', '/api/v1/private/otel', '/i/v0/ai/otel'];
const signals: Signal[] = ['traces', 'logs', 'metrics'];

const signalsByPath = new Map<string, Signal>([
  ...bases.flatMap((base) => signals.map((signal): [string, Signal] => [`${base}/v1/${signal}`, signal])),
  ['/i/v0/ai/otel', 'traces'],
]);

/** Which signal a path takes; null: it is no path of OTLP. */
export function signalOf(pathname: string): Signal | null {
  return signalsByPath.get(pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname) ?? null;
}

const tracePath = /^\/v1\/traces\/([^/]+)$/;

/** The id of the trace that a path downloads, in any form; null: it downloads none. */
export function downloadedTrace(pathname: string): string | null {
  const [, id] = tracePath.exec(pathname) ?? [];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
