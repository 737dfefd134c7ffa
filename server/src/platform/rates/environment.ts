import { ConfigError } from '../config-values.ts';
import { defaultRateLimits, type RateLimits } from './rates.ts';

const most = 1_000_000_000;

/**
 * The limits of `RATE_LIMIT_REQUESTS`, `RATE_LIMIT_POINTS` and `RATE_LIMIT_FAILURES`.
 *
 * Errors  throws `ConfigError` naming the variable, its value and what is possible.
 */
export function readRateLimits(env: Readonly<Record<string, string | undefined>>): RateLimits {
  const read = (name: string, otherwise: number | null): number | null => {
    const text = env[name];
    if (text === undefined || text === '') return otherwise;
    if (text === 'off') return null;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new ConfigError(`${name}=${text} is no limit of a minute; use a whole number from 1 to ${most}, or off.`);
    return value;
  };
  return {
    requestsPerMinute: read('RATE_LIMIT_REQUESTS', defaultRateLimits.requestsPerMinute),
    pointsPerMinute: read('RATE_LIMIT_POINTS', defaultRateLimits.pointsPerMinute),
    failuresPerMinute: read('RATE_LIMIT_FAILURES', defaultRateLimits.failuresPerMinute),
  };
}
