import type { Logger } from 'pino';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { LocalCounters, windowMs, type Counters } from './counters.ts';

/** A Redis that hangs is as good as away: no request waits longer for its count. */
const patienceMs = 250;
const keyPrefix = 'fine-tune-lab:rates';

/**
 * Counts that all servers on one Redis share. While it is away, or does not answer in time, each server counts by itself: limits hold for
 * each, and no request fails for it.
 */
export async function openRedisCounters(url: string, logger: Logger): Promise<Counters> {
  // Loaded here: most servers have no Redis.
  const { Redis } = await import('ioredis');
  const connection = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    retryStrategy: (attempt) => Math.min(2_000, attempt * 100),
  });
  let isAway = false;
  const miss = (error: unknown): void => {
    if (!isAway) logger.warn({ err: error }, 'Redis is away: each server counts requests by itself until it is back');
    isAway = true;
  };
  connection.on('error', miss);
  // Not awaited beyond its first try: a server without its Redis does not start (platform/live/redis.ts), and one that loses it goes on.
  await connection.connect().catch(miss);
  // `points` belongs to the library's own refusals, which are not used: each name has a limit of its own (rates.ts).
  const limiter = new RateLimiterRedis({ storeClient: connection, keyPrefix, points: Number.MAX_SAFE_INTEGER, duration: windowMs / 1_000 });
  const own = new LocalCounters();
  return {
    async add(name, count) {
      if (connection.status !== 'ready') {
        miss(new Error('The connection is lost.'));
        return own.add(name, count);
      }
      try {
        const { consumedPoints, msBeforeNext } = await limiter.penalty(name, count);
        if (isAway) logger.info('Redis counts requests again');
        isAway = false;
        return { used: consumedPoints, endsInMs: msBeforeNext };
      } catch (error) {
        miss(error);
        return own.add(name, count);
      }
    },
    close() {
      own.close();
      connection.disconnect();
    },
  };
}
