import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';

/** What the protocol knows of a socket. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Resolves when the message has left, or nobody is there to read it. */
  readonly send: (message: string) => Promise<void>;
}

export const sendTo = (socket: WebSocket) => (message: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(message, (error) => (error == null ? resolve() : reject(error)));
  });

/**
 * Lets the graphql-ws protocol speak over one socket. A slow reader slows its own operations only: each message waits until
 * the one before it has left. A peer that does not answer a ping by the next one is gone.
 */
export function attach<Extra extends SocketExtra>(protocol: Server<Extra>, extra: Extra, { keepAliveMs, logger }: { keepAliveMs: number; logger: Logger }): void {
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
        socket.on('message', (data) => {
          take(String(data)).catch((error: unknown) => {
            // A send that failed because the peer has gone is no fault.
            if (socket.readyState !== socket.OPEN) return;
            logger.error({ err: error }, 'A WebSocket message failed');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra,
  );
  socket.on('error', (error) => logger.debug({ err: error }, 'A WebSocket failed')); // ws closes it with the fitting code
  socket.once('close', (code, reason) => {
    clearInterval(pings);
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) => logger.error({ err: error }, 'A WebSocket was not closed in order'));
  });
}
