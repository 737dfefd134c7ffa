import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract, type RateLimiterRes } from 'rate-limiter-flexible';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { TooManyAttempts } from '../errors.ts';

/** Who tries to get into which account. */
export interface Attempt {
  /** In lower case; whether it has an account makes no difference. */
  readonly account: string;
  readonly address: string | null;
  /** Whether the browser shows that the person has signed in there before. */
  readonly isKnownBrowser: boolean;
}

export interface Attempts {
  /**
   * Counts an attempt before it is made, so that many at once count as many. `forgive` is to be called when it succeeded.
   *
   * Errors  `TooManyAttempts`, which says when to try again.
   */
  begin(attempt: Attempt): Promise<Result<{ forgive: () => Promise<void> }, TooManyAttempts>>;
  /** Counts a request of this kind from this address, such as for a mail. */
  request(kind: string, address: string | null): Promise<Result<null, TooManyAttempts>>;
  /** Counts a mail to this e-mail address that is asked for without signing in; false: it got enough, and the answer does not show it. */
  mailTo(email: string): Promise<boolean>;
  close(): Promise<void>;
}

const quarterS = 15 * 60;
/** Failed attempts that are taken, and in how long. */
const limits = {
  /** A person who has forgotten a password, or mistypes it. */
  pair: { points: 10, duration: quarterS },
  /** A browser on which the person has signed in before: strangers can't use it up. */
  browser: { points: 20, duration: quarterS },
  /** An account from anywhere: guessing from many addresses. */
  account: { points: 50, duration: 3_600 },
  /** An address for any account: spraying one password over many. An office may share it. */
  address: { points: 60, duration: quarterS },
  /** Mails, one-time addresses and invitations that are tried. */
  request: { points: 20, duration: quarterS },
  /** Mails to one e-mail address, from wherever they are asked for. */
  mail: { points: 5, duration: 3_600 },
} as const;
type Kind = keyof typeof limits;

export function createAttempts(redisUrl: string | null, scale = 1): Attempts {
  const redis = redisUrl === null ? null : new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: true });
  redis?.on('error', () => {}); // the limiter counts by itself meanwhile
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([kind, { points, duration }]) => {
      const options = { keyPrefix: `ftl:sign-in:${kind}`, points: Math.max(1, Math.round(points * scale)), duration };
      const own = new RateLimiterMemory(options);
      return [kind, redis === null ? own : new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: own })];
    }),
  ) as unknown as Record<Kind, RateLimiterAbstract>;

  /** Null: taken; else the seconds to wait. */
  async function consume(kind: Kind, key: string): Promise<number | null> {
    try {
      await limiters[kind].consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1_000));
    }
  }

  return {
    async begin({ account, address, isKnownBrowser }) {
      const [who, from] = [digest(account), networkOf(address)];
      const keys: [Kind, string][] = isKnownBrowser
        ? [['browser', who]]
        : [
            ['address', from],
            ['pair', `${who} ${from}`],
            ['account', who],
          ];
      const counted: [Kind, string][] = [];
      for (const [kind, key] of keys) {
        const waitS = await consume(kind, key);
        if (waitS === null) {
          counted.push([kind, key]);
          continue;
        }
        // What a refused attempt has counted elsewhere is given back: else a blocked address would use up the account's own limit.
        await Promise.all(counted.map(([other, key]) => limiters[other].reward(key)));
        return fail(new TooManyAttempts(waitS));
      }
      return succeed({
        forgive: async () => {
          await Promise.all(
            counted.map(([kind, key]) => (kind === 'pair' || kind === 'browser' ? limiters[kind].delete(key) : limiters[kind].reward(key))),
          );
        },
      });
    },
    async request(kind, address) {
      const waitS = await consume('request', `${kind} ${networkOf(address)}`);
      return waitS === null ? succeed(null) : fail(new TooManyAttempts(waitS));
    },
    mailTo: async (email) => (await consume('mail', digest(email))) === null,
    async close() {
      redis?.disconnect();
    },
  };
}

/** Addresses are personal: a store of counts holds none in clear. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24);

/** One address of IPv6 stands for its network of 64 bits, which one household or server has. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? before : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
