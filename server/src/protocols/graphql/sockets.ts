import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs } from 'graphql';
import { handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { nameOf } from '../../platform/graphql/asker.ts';
import type { Context, Viewer } from '../../platform/graphql/context.ts';
import { codedError, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import { maxOperationsPerSocket, maxSocketCount, maxSocketMessageBytes } from '../../platform/graphql/limits/limits.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { withoutHttp } from '../../platform/graphql/json.ts';
import { createMask } from '../../platform/graphql/masking.ts';
import type { Pipeline } from '../../platform/graphql/pipeline.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { isLoopback } from '../../platform/http/gate.ts';
import { attach, sendTo, type SocketExtra } from './attach.ts';
import { withText } from './by-id.ts';
import { onceOf, sentTo } from './outgoing.ts';
import { createSocketCaps } from './socket-caps.ts';

export interface SocketDeps {
  pipeline: Pipeline;
  logger: Logger;
  requestMemory: RequestMemory;
  /** Who opens the socket, from what it says when it connects (`connection_init`) and the headers it came with. */
  viewerOf: (request: IncomingMessage, payload: Readonly<Record<string, unknown>> | undefined) => Promise<Result<Viewer, DomainError>>;
  contextOf: (viewer: Viewer, request: IncomingMessage) => Context;
  /** What `connection_ack` says of the viewer: the client compares it with what it was answered before. */
  shownOf: (viewer: Viewer) => Readonly<Record<string, unknown>>;
  /** Counts an operation of a viewer; what it returns counts its points. Errors: throws RATE_LIMITED. */
  enter: (viewer: Viewer) => Promise<NonNullable<Context['meter']>>;
  /** Calls back when the viewer of an open socket ends: it is GONE, or may do other things from now on. Returns what stops the watch. */
  watchViewer: (viewer: Viewer, onEnd: (end: 'GONE' | 'CHANGED') => void) => () => void;
  /** A peer that does not answer a ping within this time is gone. */
  keepAliveMs?: number;
  /** How long a socket may wait before it says connection_init. */
  initWaitMs?: number;
}

export interface Sockets {
  /** Takes over a request to upgrade; the caller has checked host, origin and path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  count(): number;
  /** Closes every socket with 1001 and waits until they are gone. */
  close(): Promise<void>;
}

interface Session extends SocketExtra {
  /** Of this process. */
  readonly name: string;
  viewer?: Viewer;
  /** Called once it is known who connects. */
  readonly identified: () => void;
}
type InitPayload = Record<string, unknown> | undefined;
/** One that is on its way; `leaving` aborts when its socket does not wait for it any more. */
type Operation = Pick<ReturnType<Pipeline['getEnveloped']>, 'execute' | 'subscribe'> & { leaving: AbortController };

/**
 * graphql-transport-ws through the same pipeline as HTTP: same parser, limits, permissions and masking. A document that
 * cannot be read is answered with an `error` message and leaves the socket open. Close codes: docs/errors.md.
 */
export function createSockets(deps: SocketDeps): Sockets {
  const {
    pipeline,
    logger,
    requestMemory,
    viewerOf,
    contextOf,
    shownOf,
    enter,
    watchViewer,
    keepAliveMs = 12_000,
    initWaitMs = 3_000,
  } = deps;
  const mask = createMask(logger);
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: maxSocketMessageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const operations = new WeakMap<ExecutionArgs, Operation>();
  const caps = createSocketCaps();

  const operationOf = (args: ExecutionArgs): Operation => {
    const operation = operations.get(args);
    if (operation === undefined) throw new Error('An operation that onSubscribe has not prepared');
    return operation;
  };

  const options: ServerOptions<InitPayload, Session> = {
    connectionInitWaitTimeout: initWaitMs,
    async onConnect({ extra, connectionParams }) {
      const found = await viewerOf(extra.request, connectionParams);
      if (!found.ok) {
        if (found.failure.httpStatus === 429) extra.socket.close(tryAgainLater, found.failure.code);
        return false; // closes with 4403: Forbidden
      }
      const { keyId, person } = found.value;
      // Of this machine alone: it has no limits.
      const leave = keyId === null && person === null ? () => {} : caps.openFor(nameOf(found.value));
      if (leave === null) {
        extra.socket.close(tryAgainLater, 'TOO_MANY_SOCKETS');
        return false;
      }
      if (extra.socket.readyState === extra.socket.OPEN) extra.socket.once('close', leave);
      else leave();
      extra.identified();
      extra.viewer = found.value;
      closeWithViewer(extra.socket, found.value);
      return { viewer: shownOf(found.value) };
    },
    async onSubscribe({ extra, subscriptions }, _id, sent) {
      if (Object.keys(subscriptions).length > maxOperationsPerSocket) {
        return [codedError('TOO_MANY_SUBSCRIPTIONS', `A socket may have ${maxOperationsPerSocket} operations open; complete one first.`)];
      }
      try {
        const leaving = new AbortController();
        const viewer = extra.viewer as Viewer;
        const params = (await withText(sent as never)) as unknown as typeof sent;
        const context = {
          ...contextOf(viewer, extra.request),
          meter: await enter(viewer),
          params,
          origin: { socket: extra.name, signal: leaving.signal },
        };
        const { schema, parse, validate, contextFactory, execute, subscribe } = pipeline.getEnveloped(context);
        const document = parse(params.query);
        const errors = validate(schema, document) as readonly GraphQLError[];
        if (errors.length > 0) return errors.map(withoutHttp);
        const args: ExecutionArgs = {
          schema,
          document,
          contextValue: await contextFactory(),
          operationName: params.operationName ?? null,
          variableValues: params.variables ?? null,
        };
        operations.set(args, { execute, subscribe, leaving });
        return args;
      } catch (error) {
        return [withoutHttp(mask(error))];
      }
    },
    execute: ((args: ExecutionArgs) => {
      const { execute, leaving } = operationOf(args);
      return onceOf(() => execute(args), leaving);
    }) as never,
    subscribe: (async (args: ExecutionArgs) => {
      const { subscribe, leaving } = operationOf(args);
      const opened = await subscribe(args);
      return Symbol.asyncIterator in opened ? opened : onceOf(() => opened, leaving);
    }) as never,
    onOperation: ({ extra }, id, _payload, _args, results) => sentTo(extra.send, id, results as never),
    onError: (_context, _id, _payload, errors) => errors.map((error) => withoutHttp(error).toJSON()),
  };

  function closeWithViewer(socket: WebSocket, viewer: Viewer): void {
    const unwatch = watchViewer(viewer, (end) =>
      end === 'GONE' ? socket.close(4403, 'Forbidden') : socket.close(1012, 'Permissions have changed: connect again'),
    );
    socket.once('close', unwatch);
    if (socket.readyState === socket.CLOSED) unwatch();
  }

  const protocol = makeServer<InitPayload, Session>(options);
  let openedCount = 0;
  server.on('connection', (socket: WebSocket, request: IncomingMessage, identified: () => void) => {
    openedCount += 1;
    socket.once('close', identified);
    const session: Session = { socket, request, send: sendTo(socket), name: `socket ${openedCount}`, identified };
    const holder = (): string => (session.viewer === undefined ? `address ${request.socket.remoteAddress}` : nameOf(session.viewer));
    attach(protocol, session, { keepAliveMs, logger, requestMemory, holder });
  });

  return {
    upgrade(request, socket, head) {
      if (server.clients.size >= maxSocketCount) return refuseUpgrade(socket, 503, 'Service Unavailable');
      const { address } = callerOf(request);
      // One proxy of this machine may stand for all callers.
      const identified = address === null || isLoopback(address) ? () => {} : caps.waitAt(address);
      if (identified === null) return refuseUpgrade(socket, 429, 'Too Many Requests');
      socket.once('close', identified); // an upgrade that comes to nothing
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request, identified));
    },
    count: () => server.clients.size,
    async close() {
      for (const client of server.clients) client.close(1001, 'Going away');
      const gone = new Promise<void>((resolve) => server.close(() => resolve()));
      const stragglers = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, closePatienceMs);
      await gone;
      clearTimeout(stragglers);
    },
  };
}

const closePatienceMs = 1_000;
/** Clients connect again after it. */
const tryAgainLater = 1013;

/** Ends an upgrade that is not allowed with an HTTP answer. */
export function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  socket.on('error', () => {}); // the peer may be gone already
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
