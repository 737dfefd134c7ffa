import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createAuthentication } from './authentication.ts';
import { eventBatch } from './domains/events/ingest.ts';
import { userBatch } from './domains/users/ingest.ts';
import { exposureBatch } from './domains/experiments/ingest/exposures.ts';
import { evaluationBatch } from './domains/evaluations/ingest.ts';
import { KeyInAddress } from './domains/access/errors.ts';
import { holdsKey } from './domains/access/key.ts';
import { useInstallation } from './domains/access/load/installation.ts';
import { LiveCredentials } from './domains/access/live-credentials.ts';
import { shownViewer } from './domains/people/load/shown.ts';
import { addressOf, isEveryAddress } from './platform/config.ts';
import { signInByDefault, type SignInConfig, type TrustedProxies } from './platform/config-sign-in.ts';
import type { Context, Viewer } from './platform/graphql/context.ts';
import { createRequestMemory, defaultMaxHeldBytes, type RequestMemory } from './platform/graphql/limits/request-memory.ts';
import { codedError } from './platform/graphql/errors.ts';
import { useDiskRoom } from './platform/graphql/disk-room.ts';
import { createMask } from './platform/graphql/masking.ts';
import { anyDocument, type DocumentPolicy } from './platform/graphql/trusted.ts';
import { createPipeline } from './platform/graphql/yoga.ts';
import { answerError, answerText } from './platform/http/answer.ts';
import { answerAcknowledge, isAcknowledgeLink } from './protocols/alerts/acknowledge.ts';
import { answerAudit, isAuditDownload } from './protocols/downloads/audit.ts';
import { answerVersion as answerDatasetVersion, downloadedVersion } from './protocols/datasets/export.ts';
import { answerDatasetImport, importedDataset } from './protocols/datasets/import.ts';
import { answerExport, downloadedExport } from './protocols/downloads/exports.ts';
import { createDashboard } from './protocols/dashboard/dashboard.ts';
import { createExplorer } from './protocols/graphql/explorer/explorer.ts';
import { callerOf } from './platform/http/caller.ts';
import { createGate } from './platform/http/gate.ts';
import { meterOf } from './platform/http/metering.ts';
import { createGraphQLHandler } from './protocols/graphql/http.ts';
import { Readiness } from './protocols/monitoring/health.ts';
import { createPromptHandler, isPromptPath } from './protocols/prompts/http.ts';
import { createFlagHandler } from './protocols/flags/http.ts';
import { flagRoute } from './protocols/flags/paths.ts';
import { createFeatureStreams } from './protocols/flags/stream.ts';
import { createLangfuseHandler, langfusePrefix } from './protocols/langfuse/http.ts';
import { createPhoenixHandler, isPhoenix } from './protocols/phoenix/http.ts';
import { createMcpHttpHandler } from './protocols/mcp/http.ts';
import { answerMcpMetadata, isMcpMetadata, mcpPath } from './protocols/mcp/metadata.ts';
import { createMlflowHandler, isMlflow, mlflowVersion } from './protocols/mlflow/http.ts';
import { isPermitted, refusalOf } from './platform/permissions.ts';
import { createMetrics } from './protocols/monitoring/metrics.ts';
import { createOtlpHandler } from './protocols/otlp/http.ts';
import { answerTrace } from './protocols/otlp/download.ts';
import { downloadedTrace, signalOf } from './protocols/otlp/paths.ts';
import { createSlackHandler, slackPath, type SlackDeps } from './protocols/slack/http.ts';
import { createTrackioHandler, isTrackio, trackioVersion, writeTokenHeader } from './protocols/trackio/http.ts';
import { createSignIn } from './sign-in.ts';
import { signInPrefix } from './protocols/sign-in/http.ts';
import { limitRequestTime } from './platform/http/request-time.ts';
import { setSecurityHeaders } from './platform/http/security-headers.ts';
import { Rates } from './platform/rates/rates.ts';
import { workspacePath } from './platform/http/workspace-path.ts';
import { useRawBatches } from './platform/ingest/batches.ts';
import type { LiveBus } from './platform/live/bus.ts';
import { createSockets, refuseUpgrade, type SocketDeps } from './protocols/graphql/sockets.ts';
import { messageBatch } from './domains/messages/ingest.ts';
import { trialBatch } from './domains/studies/ingest/trial.ts';
import { resultBatch } from './domains/benchmarks/ingest.ts';
import { predictionBatch } from './domains/predictions/ingest.ts';
import { pointBatch, systemPointBatch } from './domains/training/ingest.ts';
import { otherDisk, type Disk } from './platform/store/disk/watch.ts';
import { outsideWorkspaces } from './platform/store/scope.ts';
import type { Stores } from './platform/store/stores.ts';
import { storeUnavailableIn } from './platform/store/unavailable.ts';
import { spanBatch } from './domains/traces/ingest.ts';

export interface ServerDeps {
  stores: Stores;
  live: LiveBus;
  schema: GraphQLSchema;
  logger: Logger;
  /** Whose owner a caller without credentials on this machine is. */
  defaultWorkspaceId: string;
  /** The built dashboard: client/dist. */
  dashboardFolder: string;
  /** Host names, without port, by which the server may be called besides the loopback ones and that of PUBLIC_URL. */
  hostNames?: readonly string[];
  /** How people sign in; absent: by invitation, without mail. */
  signIn?: SignInConfig;
  /** Absent: the address of the socket is the caller's. */
  trustedProxies?: TrustedProxies;
  /** Where the embedded stores are; absent: they are elsewhere. */
  disk?: Disk;
  /** What requests may take of the memory; what comes beyond is asked to come again. */
  requestMemory?: RequestMemory;
  /** What may come in a minute. */
  rates?: Rates;
  /** Which GraphQL documents are answered; absent: any. */
  documents?: DocumentPolicy;
  /** Whether people reach it by https alone: PUBLIC_URL begins with it. */
  isHttps?: boolean;
  /** Times that tests shorten. */
  requestTimeMs?: number;
  sockets?: Pick<SocketDeps, 'keepAliveMs' | 'initWaitMs'>;
  /** Where answers to Slack are sent, and after which time, in tests. */
  slack?: Pick<SlackDeps, 'answerOrigins' | 'patienceMs'>;
}

export interface HttpServer {
  /** Listens and says on which port, which matters for port 0. Errors: rejects with EADDRINUSE and the like. */
  listen(address: { host: string; port: number }): Promise<number>;
  /** Refuses new work, closes the sockets, and waits for requests in progress, at most five seconds. */
  close(): Promise<void>;
}

const closePatienceMs = 5_000;
/** Mutations that are taken on a full disk: they make room, or keep someone out. */
const makingRoom = [
  'cancelExport',
  'deleteExport',
  'deleteAssistantConversation',
  'deleteDataset',
  'deleteEvaluationRun',
  'deleteModel',
  'deleteModelConnection',
  'deletePrice',
  'deletePrompt',
  'deletePromptComment',
  'deletePromptVersion',
  'deleteSlackConnection',
  'deleteTrace',
  'deleteUser',
  'deleteView',
  'removeMember',
  'revokeApiKey',
  'revokeInvitation',
  'revokePersonalKey',
  'setDataPolicy',
];

/** The API, the dashboard and what watches over them, on one port. Opens nothing until `listen`. */
export function createHttpServer(deps: ServerDeps): HttpServer {
  const { stores, live, schema, logger, defaultWorkspaceId, disk = otherDisk, documents = anyDocument } = deps;
  const { signIn: config = signInByDefault, trustedProxies = null, rates = new Rates() } = deps;
  const pipeline = createPipeline({
    schema,
    logger,
    documents,
    plugins: [
      useDiskRoom(disk, makingRoom),
      useRawBatches({
        MessageInput: messageBatch,
        EvaluationInput: evaluationBatch,
        MessageJudgmentInput: evaluationBatch,
        SpanInput: spanBatch,
        TrainingPointInput: pointBatch,
        SystemPointInput: systemPointBatch,
        PredictionInput: predictionBatch,
        BenchmarkResultInput: resultBatch,
        StudyTrialInput: trialBatch,
        ExposureInput: exposureBatch,
        EventInput: eventBatch,
        UserInput: userBatch,
      }),
    ],
  });
  const requestMemory = deps.requestMemory ?? createRequestMemory({ maxBytes: defaultMaxHeldBytes() });
  const publicNames = config.publicUrl === null ? [] : [new URL(config.publicUrl).hostname];
  const gate = createGate({ names: [...publicNames, ...(deps.hostNames ?? [])], publicUrl: config.publicUrl });
  const contextOf = (viewer: Viewer, request: IncomingMessage): Context => {
    const meter = meterOf(request);
    return { stores, live, viewer, caller: callerOf(request), documents, ...(meter !== undefined && { meter }) };
  };
  const authentication = createAuthentication({ stores, defaultWorkspaceId, signIn: config, trustedProxies, rates });
  const { viewerOf: authenticate, viewerOfTrainer } = authentication;

  const credentials = new LiveCredentials(stores, live);
  const watchViewer: SocketDeps['watchViewer'] = (viewer, onEnd) => credentials.watch(viewer, onEnd);
  const sockets = createSockets({
    pipeline,
    logger,
    requestMemory,
    contextOf,
    watchViewer,
    viewerOf: authentication.viewerOfSocket,
    shownOf: shownViewer,
    enter: (viewer) => rates.enter(viewer),
    ...deps.sockets,
  });
  const metrics = createMetrics({ stores, disk, requestMemory, socketCount: sockets.count });
  const readiness = new Readiness(stores, disk);
  const mask = createMask(logger);
  const answerGraphQL = createGraphQLHandler({ pipeline, mask, requestMemory, viewerOf: authenticate, contextOf, watchViewer });
  const answerLangfuse = createLangfuseHandler({ stores, live, mask, disk, requestMemory, viewerOf: authenticate });
  const answerPhoenix = createPhoenixHandler({ stores, live, mask, disk, requestMemory, viewerOf: authenticate });
  const answerPrompt = createPromptHandler({ stores, live, mask, requestMemory, viewerOf: authenticate });
  const streams = createFeatureStreams({ stores, live, watchViewer });
  const answerFlags = createFlagHandler({ stores, live, mask, disk, requestMemory, streams, viewerOf: authentication.viewerOfClient });
  const answerMlflow = createMlflowHandler({ stores, live, mask, disk, requestMemory, viewerOf: viewerOfTrainer });
  const answerTrackio = createTrackioHandler({ stores, live, mask, disk, requestMemory, viewerOf: viewerOfTrainer });
  const otlp = createOtlpHandler({ stores, live, logger, viewerOf: authenticate, disk, requestMemory });
  const answerDashboard = createDashboard({ folder: deps.dashboardFolder });
  const explorer = createExplorer();
  const { secret, originOf } = authentication;
  const { counted } = authentication;
  const answerSlack = createSlackHandler({ stores, schema, logger, mask, requestMemory, counted, contextOf, originOf, ...deps.slack });
  const answerMcp = createMcpHttpHandler({ schema, viewerOf: authenticate, contextOf, mask, requestMemory, originOf });
  const signIn = createSignIn({ stores, live, config, logger, mask, requestMemory, secret, originOf, viewerOf: authenticate });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response, deps);
    authentication.begin(request, response);
    response.setHeader('x-request-id', callerOf(request).requestId);
    const pathname = pathOf(request);
    response.once('finish', () => authentication.refusals.answered(request, response.statusCode));
    const shownKey = keyInAddress(request);
    if (pathname === '/healthz' && shownKey === null) return answerText(response, 200, 'ok\n');
    if (pathname === '/readyz' && shownKey === null) return readiness.answer(response);
    const flags = flagRoute(pathname);
    if (flags !== null) {
      const refused = gate.refuseHost(request) ?? shownKey;
      return refused === null
        ? answerFlags(request, response, flags, gate.refuse(request) !== null)
        : answerError(request, response, refused);
    }
    const refusal = gate.refuse(request) ?? shownKey;
    const signal = signalOf(pathname);
    if (signal !== null) return refusal === null ? otlp.answer(request, response, signal) : otlp.refuse(request, response, refusal);
    if (pathname.startsWith(signInPrefix))
      return refusal === null ? signIn.answer(request, response, pathname) : signIn.refuse(response, refusal);
    if (refusal !== null) return answerError(request, response, refusal);
    const traceId = downloadedTrace(pathname);
    if (traceId !== null) return answerTrace({ stores, logger, viewerOf: authenticate }, request, response, traceId);
    if (isAuditDownload(pathname)) return answerAudit({ stores, mask, viewerOf: authenticate }, request, response, pathname);
    const exported = downloadedExport(pathname, request.url ?? '');
    if (exported !== null) return answerExport({ stores, mask, viewerOf: authenticate }, request, response, exported);
    const datasetVersion = downloadedVersion(pathname);
    if (datasetVersion !== null) return answerDatasetVersion({ stores, mask, viewerOf: authenticate }, request, response, datasetVersion);
    const imported = importedDataset(pathname);
    if (imported !== null) return answerDatasetImport({ stores, live, mask, disk, viewerOf: authenticate }, request, response, imported);
    if (isAcknowledgeLink(pathname)) return answerAcknowledge({ stores, live }, request, response, pathname);
    if (pathname === '/metrics') return answerMetrics(request, response);
    if (pathname === slackPath) return answerSlack(request, response);
    if (pathname === mcpPath) return answerMcp(request, response);
    if (isMcpMetadata(pathname)) return answerMcpMetadata(request, response, originOf(request));
    if (isPromptPath(pathname)) return answerPrompt(request, response);
    if (pathname.startsWith(langfusePrefix)) return answerLangfuse(request, response);
    if (isPhoenix(pathname)) return answerPhoenix(request, response);
    const { path } = workspacePath(pathname);
    if (isMlflow(path)) return answerMlflow(request, response, path);
    if (isTrackio(path)) return answerTrackio(request, response, path);
    if (path === '/health') return answerText(response, 200, 'OK');
    if (path === '/version') return answerVersion(request, response);
    if (explorer.isAsset(pathname)) return explorer.answerAsset(request, response);
    if (pathname !== '/graphql') return answerDashboard(request, response);
    if (request.method === 'GET' && request.headers.accept?.includes('text/html'))
      return documents.introspection && documents.only === null
        ? explorer.answerPage(request, response)
        : answerText(response, 403, 'This server does not show its schema, so it has no explorer.\n');
    const startedAt = performance.now();
    response.once('close', () => metrics.observeRequest({ status: response.statusCode, durationMs: performance.now() - startedAt }));
    return answerGraphQL(request, response);
  }

  /** Clients of MLflow read a text, those of Trackio JSON; these show a token of theirs. */
  function answerVersion(request: IncomingMessage, response: ServerResponse): void {
    const isTrackioClient =
      request.headers[writeTokenHeader] !== undefined || request.headers.accept?.includes('application/json') === true;
    if (isTrackioClient) answerText(response, 200, JSON.stringify(trackioVersion), 'application/json; charset=utf-8');
    else answerText(response, 200, mlflowVersion);
  }

  async function answerMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const viewer = await authenticate(request);
    if (!viewer.ok) return answerText(response, viewer.failure.httpStatus, `${viewer.failure.message}\n`);
    // They are of every workspace.
    if (viewer.value.workspaceId !== defaultWorkspaceId || !isPermitted(viewer.value, 'READ_SERVER'))
      return answerText(response, 403, `${refusalOf(viewer.value, 'READ_SERVER')}\n`);
    const { text, contentType } = await metrics.render();
    answerText(response, 200, text, contentType);
  }

  const server: Server = createServer((request, response) => {
    limitRequestTime(request, response, deps.requestTimeMs);
    outsideWorkspaces(() => answer(request, response)).catch((error: unknown) => {
      logger.error({ err: error, path: pathOf(request) }, 'A request failed');
      const unavailable = storeUnavailableIn(error);
      if (response.headersSent) response.destroy();
      else if (unavailable !== null)
        answerText(response.setHeader('retry-after', unavailable.retryAfterS), 503, `${unavailable.message}\n`);
      else answerText(response, 500, 'Something went wrong here; the server’s log has it.\n');
    });
  });
  // Uploads may take longer than any request is given (platform/http/request-time.ts).
  server.requestTimeout = 0;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 65_000;

  server.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
    if (pathOf(request) !== '/graphql') return refuseUpgrade(socket, 404, 'Not Found');
    authentication.begin(request);
    if (gate.refuse(request) !== null) return refuseUpgrade(socket, 403, 'Forbidden');
    if (keyInAddress(request) !== null) return refuseUpgrade(socket, 400, 'API key in the address');
    outsideWorkspaces(() => sockets.upgrade(request, socket, head));
  });

  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: actual } = server.address() as AddressInfo;
          if (config.publicUrl === null && !isEveryAddress(host)) useInstallation(stores, { origin: addressOf(host, actual) });
          resolve(actual);
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      streams.close();
      await sockets.close();
      credentials.close();
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), closePatienceMs);
      await closed;
      clearTimeout(impatience);
      metrics.close();
      await signIn.close();
    },
  };
}

const pathOf = ({ url }: IncomingMessage): string => (url ?? '/').split('?', 1)[0] ?? '/';

/** Why a request is refused that shows a key in its address, in whatever part of it and also escaped; null: it shows none. */
function keyInAddress({ url = '' }: IncomingMessage): GraphQLError | null {
  // `Bearer%20ftl_…`: what is escaped before a key is not a part of it. `ftl%5F…`: a part of it may be escaped.
  if (!holdsKey(url) && !(url.includes('%') && (holdsKey(url.replaceAll(escaped, ' ')) || holdsKey(unescaped(url))))) return null;
  const { code, message, httpStatus } = new KeyInAddress();
  return codedError(code, message, { httpStatus });
}

const escaped = /%([\da-f]{2})/gi;
const unescaped = (url: string): string => url.replaceAll(escaped, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
