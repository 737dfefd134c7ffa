import type { Viewer } from '../graphql/context.ts';
import { DomainError } from '../graphql/errors.ts';
import { LocalCounters, windowMs, type Counted, type Counters } from './counters.ts';

/** How much may come in a minute; null: there is no limit. */
export interface RateLimits {
  /** Requests, and operations on sockets, of a key or a person. */
  readonly requestsPerMinute: number | null;
  /** Points of a key or a person: what its GraphQL operations cost, and the items that it sends. */
  readonly pointsPerMinute: number | null;
  /** Requests of one network address whose credentials are not valid. */
  readonly failuresPerMinute: number | null;
}

/** Far above what an application sends in order, and below what keeps a server busy. */
export const defaultRateLimits: RateLimits = { requestsPerMinute: 120_000, pointsPerMinute: 12_000_000, failuresPerMinute: 600 };

type Policy = 'requests' | 'points' | 'failures';
/** Where the answer says how much is left; a socket has no such place. */
export interface LimitHeaders {
  setHeader(name: string, value: string | number): unknown;
  /** Then they have gone: the answer is a stream. */
  readonly headersSent?: boolean;
}

/** More came than may come in a minute. Nothing of it was done. */
export class RateLimited extends DomainError {
  readonly code = 'RATE_LIMITED';
  override readonly httpStatus = 429;
  readonly retryAfterS: number;
  constructor(reason: string, { endsInMs }: Counted) {
    const seconds = secondsOf(endsInMs);
    super(`${reason} Send this again in ${seconds} s.`);
    this.retryAfterS = seconds;
  }
}

/** Counts what one request, or one operation on a socket, takes of its viewer's limits. */
export interface Meter {
  /**
   * Takes points before the work is done. What is refused takes none; what alone costs more than a minute holds is done at its beginning.
   *
   * Errors  throws `RateLimited`.
   */
  take(points: number): Promise<void>;
}

const unlimited: Meter = { take: async () => {} };

/**
 * The limits of rate of all protocols. A viewer is a key, or a person with all of its sessions and personal keys; a request of this machine
 * that needs no credentials has no limit.
 */
export class Rates {
  readonly #limits: RateLimits;
  readonly #counters: Counters;
  readonly #holders = new WeakMap<Viewer, Holder | null>();
  constructor(limits: RateLimits = defaultRateLimits, counters: Counters = new LocalCounters()) {
    this.#limits = limits;
    this.#counters = counters;
  }

  /**
   * Counts a request of a viewer.
   *
   * Errors  throws `RateLimited`, with `retry-after` among the headers.
   */
  async enter(viewer: Viewer, headers?: LimitHeaders): Promise<Meter> {
    const holder = this.#holderOf(viewer);
    if (holder === null) return unlimited;
    const { requests, points } = holder;
    headers?.setHeader('RateLimit-Policy', holder.policy);
    let requestsLeft = '';
    if (requests !== null) {
      const counting = this.#counters.add(holder.requestsName, 1);
      // A count of this process needs no turn of the event loop.
      const counted = counting instanceof Promise ? await counting : counting;
      if (headers !== undefined) headers.setHeader('RateLimit', (requestsLeft = leftOf('requests', requests, counted)));
      if (counted.used > requests)
        throw refused(new RateLimited(`${holder.words} may send ${requests} requests a minute.`, counted), headers);
    }
    if (points === null) return unlimited;
    const before = requestsLeft === '' ? '' : `${requestsLeft}, `;
    return { take: (count) => (count <= 0 ? noPoints : this.#take({ ...holder, points }, count, before, headers)) };
  }

  async #take(
    { pointsName, points, words }: Holder & { points: number },
    count: number,
    before: string,
    answer: LimitHeaders | undefined,
  ): Promise<void> {
    const headers = answer?.headersSent === true ? undefined : answer;
    const counting = this.#counters.add(pointsName, count);
    const counted = counting instanceof Promise ? await counting : counting;
    const isRefused = counted.used > points && counted.used > count;
    // Taken back in the same turn: in this process no other call sees it.
    const left = isRefused ? await this.#counters.add(pointsName, -count) : counted;
    headers?.setHeader('RateLimit', before + leftOf('points', points, left));
    if (isRefused) throw refused(new RateLimited(`${words} may use ${points} points a minute, and this costs ${count}.`, counted), headers);
  }

  /**
   * Counts a request whose credentials are not valid. Valid ones of the same address are never refused for it: an address may be that of a
   * proxy, or of a whole office.
   *
   * Errors  throws `RateLimited`.
   */
  async fail(address: string, headers?: LimitHeaders): Promise<void> {
    const { failuresPerMinute: failures } = this.#limits;
    if (failures === null) return;
    const counted = await this.#counters.add(`failures ${address}`, 1);
    if (counted.used <= failures) return;
    headers?.setHeader('RateLimit-Policy', policyOf({ failures }));
    throw refused(new RateLimited(`An address may send ${failures} requests without valid credentials a minute.`, counted), headers);
  }

  close(): void {
    this.#counters.close();
  }

  /** Remembered: keys that are known are the same object at each request. */
  #holderOf(viewer: Viewer): Holder | null {
    let holder = this.#holders.get(viewer);
    if (holder === undefined) this.#holders.set(viewer, (holder = holderOf(viewer, this.#limits)));
    return holder;
  }
}

/** By whose names is counted, and up to where; `requests` or `points` null: no limit. */
interface Holder {
  readonly words: string;
  readonly requestsName: string;
  readonly pointsName: string;
  readonly requests: number | null;
  readonly points: number | null;
  /** Header `RateLimit-Policy`. */
  readonly policy: string;
}

/** Null: nothing is counted. A key with a limit of its own is counted by itself, another personal one with its person. */
function holderOf({ keyId, person, requestsPerMinute }: Viewer, limits: RateLimits): Holder | null {
  const isKey = keyId !== null && (person === null || requestsPerMinute !== undefined);
  if (!isKey && person === null) return null;
  const requests = requestsPerMinute ?? limits.requestsPerMinute;
  const { pointsPerMinute: points } = limits;
  if (requests === null && points === null) return null;
  const name = isKey ? `key ${keyId}` : `person ${person?.id}`;
  return {
    words: isKey ? 'This key' : 'You',
    requestsName: `requests ${name}`,
    pointsName: `points ${name}`,
    requests,
    points,
    policy: policyOf({ requests, points }),
  };
}

const noPoints = Promise.resolve();

function refused(error: RateLimited, headers: LimitHeaders | undefined): RateLimited {
  headers?.setHeader('retry-after', error.retryAfterS);
  return error;
}

// The headers of draft-ietf-httpapi-ratelimit-headers.
const leftOf = (policy: Policy, limit: number, { used, endsInMs }: Counted): string =>
  `"${policy}";r=${Math.max(0, limit - used)};t=${secondsOf(endsInMs)}`;

/** A sum of times with fractions may be a little above a whole second. */
const secondsOf = (ms: number): number => Math.max(1, Math.ceil(Math.round(ms) / 1_000));

const policyOf = (limits: Partial<Record<Policy, number | null>>): string =>
  Object.entries(limits)
    .flatMap(([policy, limit]) => (limit === null ? [] : [`"${policy}";q=${limit};w=${windowMs / 1_000}`]))
    .join(', ');
