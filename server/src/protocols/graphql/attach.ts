import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { CloseCode, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { holdCountedJson } from '../../platform/graphql/limits/json-values.ts';
import { maxJsonValueCount } from '../../platform/graphql/limits/limits.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { storeUnavailableIn } from '../../platform/store/unavailable.ts';

/** What the protocol knows of a socket. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Resolves when the message has left, or the connection has no reader any more. */
  readonly send: (message: string) => Promise<void>;
}

export const sendTo =
  (socket: WebSocket) =>
  (message: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== socket.OPEN) return resolve();
      socket.send(message, (error) => (error == null ? resolve() : reject(error)));
    });

export interface AttachOptions {
  readonly keepAliveMs: number;
  readonly logger: Logger;
  readonly requestMemory: RequestMemory;
  /** Whose memory a message takes. */
  readonly holder: () => string;
}

/** The peer may send the same again later: what all requests hold is too much now. */
const tryAgainLater = 1013;
const messageTooBig = 1009;

/**
 * Lets the graphql-ws protocol speak over one socket. A slow reader slows its own operations only: each message waits until
 * the one before it has left. A peer that does not answer a ping by the next one is gone.
 */
export function attach<Extra extends SocketExtra>(
  protocol: Server<Extra>,
  extra: Extra,
  { keepAliveMs, logger, requestMemory, holder }: AttachOptions,
): void {
  const { socket } = extra;
  let isAlive = true;
  const pings = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, keepAliveMs);
  socket.on('pong', () => {
    isAlive = true;
  });

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: extra.send,
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on('message', (data: Buffer) => {
          const hold = requestMemory.hold(holder());
          try {
            hold.add(data.length);
            holdCountedJson(data, hold, maxJsonValueCount);
          } catch (error) {
            hold.release();
            const { code } = (error as GraphQLError).extensions;
            return socket.close(code === 'SERVER_BUSY' ? tryAgainLater : messageTooBig, String(code));
          }
          // What was sent is needed as long as its operation goes on, which is what is waited for.
          take(String(data))
            .catch((error: unknown) => {
              // A send that failed because the peer has gone is no fault.
              if (socket.readyState !== socket.OPEN) return;
              logger.error({ err: error }, 'A WebSocket message failed');
              // Who connects can't be known now: clients connect again on 1013, and give up on 4500.
              if (storeUnavailableIn(error) !== null) socket.close(tryAgainLater, 'Try again later');
              else socket.close(CloseCode.InternalServerError, 'Internal server error');
            })
            .finally(() => hold.release());
        });
      },
    },
    extra,
  );
  socket.on('error', (error) => logger.debug({ err: error }, 'A WebSocket failed')); // ws closes it with the fitting code
  socket.once('close', (code, reason) => {
    clearInterval(pings);
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) =>
      logger.error({ err: error }, 'A WebSocket was not closed in order'),
    );
  });
}
