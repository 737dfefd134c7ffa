import type { ChannelKind, DeliveryState } from '../types.ts';

/** What a receiver answered. */
export interface Answer {
  /** Null: it was not reached, took too long, or sent elsewhere. */
  readonly statusCode: number | null;
  /** Its body, or the error. */
  readonly text: string;
  /** The header of this name, as sent; null: none. */
  readonly retryAfter: string | null;
  /** The address is none that this server asks: trying again changes nothing. */
  readonly isRefused?: true;
}

export interface Outcome {
  readonly state: DeliveryState;
  /** Of WAITING. */
  readonly retrySeconds: number | null;
  /** Why the channel is switched off; null: it is not. */
  readonly disables: string | null;
}

/** Pauses after each attempt that failed, in seconds, as Standard Webhooks recommends: the first attempt is at once, the last a day after the one before. */
export const retryPauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
const longestPause = 86_400;
/** Part of a pause by which it is longer or shorter, so that many that failed together do not come back together. */
const jitterShare = 0.1;

const isSuccess = (kind: ChannelKind, { statusCode }: Answer): boolean => {
  if (statusCode === null) return false;
  if (kind === 'PAGERDUTY') return statusCode === 202;
  return statusCode >= 200 && statusCode < 300;
};

/** Answers that say that the request itself is not taken, now or later. A webhook of one's own may be mended: it is tried again. */
const isFinal = (kind: ChannelKind, { statusCode, isRefused }: Answer): boolean => {
  if (isRefused === true) return true;
  if (statusCode === null || kind === 'WEBHOOK' || kind === 'EMAIL') return false;
  return statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 425 && statusCode !== 429;
};

/**
 * What becomes of a delivery with the answer to an attempt. `attempts`: this one included, from 1. `random`: from 0 to 1.
 * A receiver that names a time in `retry-after` is not asked before.
 */
export function outcomeOf(kind: ChannelKind, answer: Answer, attempts: number, now: Date, random: number): Outcome {
  if (isSuccess(kind, answer)) return { state: 'SENT', retrySeconds: null, disables: null };
  if (answer.statusCode === 410 && kind !== 'EMAIL')
    return { state: 'FAILED', retrySeconds: null, disables: 'The receiver answered 410 (gone): it takes no notices any more.' };
  if (isFinal(kind, answer)) return { state: 'FAILED', retrySeconds: null, disables: null };
  const pause = retryPauses[attempts - 1];
  if (pause === undefined) return { state: 'GIVEN_UP', retrySeconds: null, disables: null };
  const jittered = pause * (1 - jitterShare + 2 * jitterShare * random);
  return {
    state: 'WAITING',
    retrySeconds: Math.min(longestPause, Math.max(jittered, retryAfterSeconds(answer.retryAfter, now))),
    disables: null,
  };
}

/** Seconds or a date, as HTTP allows; 0: none, or one that can't be read. */
export function retryAfterSeconds(text: string | null, now: Date): number {
  if (text === null) return 0;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, (at - now.getTime()) / 1_000);
}
