import type { Logger } from 'pino';
import { LocalCounters } from './counters.ts';
import { Rates, type RateLimits } from './rates.ts';
import { openRedisCounters } from './redis.ts';

/** Limits that hold for this process, or for all servers on the same Redis together. */
export async function openRates(
  { rateLimits, redisUrl }: { readonly rateLimits: RateLimits; readonly redisUrl: string | null },
  logger: Logger,
): Promise<Rates> {
  return new Rates(rateLimits, redisUrl === null ? new LocalCounters() : await openRedisCounters(redisUrl, logger));
}
