import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { StartError } from '../store/start-error.ts';
import { openLocalBus, type LiveBus } from './bus.ts';
import type { Topic } from './topics.ts';

/** All servers share one channel: each receives every message, and none is missed while a subscription is set up. */
const channel = 'fine-tune-lab:live';

/**
 * Topics between all servers on one Redis. Listeners of the publishing server are notified directly; the others through Redis.
 * While Redis is unavailable, each server notifies its own listeners only; messages of the others are lost.
 *
 * Errors  throws `StartError` when Redis does not answer.
 */
export async function openRedisBus(url: string, logger: Logger): Promise<LiveBus> {
  // Loaded here: most servers have no Redis.
  const { Redis: Connection } = await import('ioredis');
  const self = randomUUID();
  const local = openLocalBus();
  const retryStrategy = (attempt: number): number => Math.min(2_000, attempt * 100);
  const publisher = new Connection(url, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy });
  const subscriber = new Connection(url, { lazyConnect: true, autoResubscribe: true, maxRetriesPerRequest: null, retryStrategy });
  const away = new Set<Redis>();
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error: Error) => {
      if (away.size === 0) logger.warn({ err: error }, 'Redis is away: live updates stay within this server until it is back');
      away.add(connection);
    });
    connection.on('ready', () => {
      if (away.delete(connection) && away.size === 0) logger.info('Redis is back');
    });
  }

  try {
    await Promise.all([publisher.connect(), subscriber.connect()]);
    await subscriber.subscribe(channel);
  } catch (error) {
    publisher.disconnect();
    subscriber.disconnect();
    // The URL may hold a password: it is not repeated.
    throw new StartError(`Redis at REDIS_URL does not answer: ${(error as Error).message}`);
  }

  subscriber.on('message', (_channel: string, message: string) => {
    const [from = '', topic = '', key = '', ...payload] = message.split('\n');
    if (from === self || !local.hasListeners(topic as Topic, key)) return;
    try {
      local.publish(topic as Topic, key, JSON.parse(payload.join('\n')));
    } catch (error) {
      // Any client of that Redis may publish on the channel; what it writes must not end this server.
      logger.debug({ err: error, topic }, 'A message on Redis could not be read');
    }
  });

  return {
    publish(topic, key, payload) {
      local.publish(topic, key, payload);
      publisher.publish(channel, [self, topic, key, JSON.stringify(payload)].join('\n')).catch(() => {}); // logged as away
    },
    subscribe: local.subscribe,
    async close() {
      await local.close();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
