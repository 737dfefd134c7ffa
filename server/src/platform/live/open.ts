import type { Logger } from 'pino';
import { openLocalBus, type LiveBus } from './bus.ts';
import { openRedisBus } from './redis.ts';

/**
 * Topics within this process, or between all servers on the same Redis.
 *
 * Errors  throws `StartError` when the Redis at `redisUrl` does not answer.
 */
export async function openBus(redisUrl: string | null, logger: Logger): Promise<LiveBus> {
  return redisUrl === null ? openLocalBus() : openRedisBus(redisUrl, logger);
}
