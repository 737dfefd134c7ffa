import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { ingestStatus } from '../../platform/jobs/queries.ts';
import { onIngest } from '../../platform/live/observations.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** What Prometheus reads at /metrics; docs/api.md lists it. */
export interface Metrics {
  render(): Promise<{ text: string; contentType: string }>;
  observeRequest(request: { status: number; durationMs: number }): void;
  /** Stops listening; the registry can be dropped. */
  close(): void;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface MetricsDeps {
  readonly stores: Stores;
  readonly disk: Disk;
  readonly requestMemory: RequestMemory;
  readonly socketCount: () => number;
}

export function createMetrics({ stores, disk, requestMemory, socketCount }: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const statements = new Histogram({
    name: 'ftl_clickhouse_statement_seconds',
    help: 'Duration of ClickHouse statements, by the name of the query',
    labelNames: ['statement', 'failed'] as const,
    buckets: secondsBuckets,
    registers,
  });
  const postgresStatements = new Histogram({
    name: 'ftl_postgres_statement_seconds',
    help: 'Duration of the statements of our own to PostgreSQL, by their names',
    labelNames: ['statement', 'failed'] as const,
    buckets: secondsBuckets,
    registers,
  });
  stores.postgres.observeAnswers = (statement, durationMs, failed) =>
    postgresStatements.observe({ statement, failed: String(failed) }, durationMs / 1_000);
  stores.clickhouse.observe = (statement, durationMs, failed) =>
    statements.observe({ statement, failed: String(failed) }, durationMs / 1_000);

  const waiting = new Gauge({
    name: 'ftl_clickhouse_waiting_questions',
    help: 'Queries of ClickHouse that wait for their turn',
    registers,
  });

  const requests = new Histogram({
    name: 'ftl_graphql_request_seconds',
    help: 'Duration of GraphQL requests over HTTP, by status',
    labelNames: ['status'] as const,
    buckets: secondsBuckets,
    registers,
  });

  const ingested = new Counter({
    name: 'ftl_ingested_total',
    help: 'Messages, evaluations and spans that were sent, by what became of them',
    labelNames: ['kind', 'result'] as const,
    registers,
  });
  const stopListening = onIngest(({ kind, accepted, updated, rejected }) => {
    for (const [result, count] of Object.entries({ accepted, updated, rejected })) ingested.inc({ kind, result }, count);
  });

  const queued = new Gauge({ name: 'ftl_projection_queue_messages', help: 'Messages that wait to be projected', registers });
  const lag = new Gauge({ name: 'ftl_projection_lag_seconds', help: 'How long the oldest message in the queue has waited', registers });
  const traces = new Gauge({ name: 'ftl_trace_queue_traces', help: 'Traces whose summary is older than their spans', registers });
  const dirty = new Gauge({ name: 'ftl_rollup_dirty_hours', help: 'Hours whose rollup is to be rebuilt', registers });
  const connections = new Gauge({
    name: 'ftl_postgres_connections',
    help: 'Connections of the PostgreSQL pool',
    labelNames: ['state'] as const,
    registers,
  });
  const sockets = new Gauge({ name: 'ftl_websocket_connections', help: 'Open WebSocket connections', registers });

  const memory = new Gauge({
    name: 'ftl_request_memory_bytes',
    help: 'What requests under way hold of the memory, by estimate',
    registers,
  });
  const freeBytes = new Gauge({
    name: 'ftl_disk_free_bytes',
    help: 'Free on the disk of the data folder; 0 where all stores are elsewhere',
    registers,
  });
  const isFull = new Gauge({ name: 'ftl_disk_refuses_writes', help: '1 while nothing new is taken because that disk is full', registers });

  async function readGauges(): Promise<void> {
    memory.set(requestMemory.heldBytes());
    freeBytes.set(disk.room?.freeBytes ?? 0);
    isFull.set(disk.state === 'ROOMY' ? 0 : 1);
    const { totalCount, idleCount, waitingCount } = stores.postgres.connections;
    connections.set({ state: 'busy' }, totalCount - idleCount);
    connections.set({ state: 'idle' }, idleCount);
    connections.set({ state: 'awaited' }, waitingCount);
    sockets.set(socketCount());
    waiting.set(stores.clickhouse.waitingCount);
    const status = await ingestStatus(stores, { workspaceId: null });
    queued.set(status.queuedCount);
    lag.set(status.lagMs / 1_000);
    dirty.set(status.dirtyHourCount);
    traces.set(status.queuedTraceCount);
  }

  return {
    async render() {
      // A store that does not answer is no reason to hide the rest: those gauges keep their last value.
      await readGauges().catch(() => {});
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
    observeRequest: ({ status, durationMs }) => requests.observe({ status: String(status) }, durationMs / 1_000),
    close() {
      stopListening();
      registry.clear();
    },
  };
}
