import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { mostInputTokens } from '../pure/estimate.ts';
import type { ChatCall, ChatFailure, ChatLimits, ChatRequest, ChatUsage, EndReason } from '../types.ts';
import { estimatesOf } from './estimates.ts';
import { openChat } from './session.ts';
import { streamChat } from './stream.ts';

/** Sets aside what a call may cost at most; false: the cap has no room for it. Then gives back what it did not cost. */
export interface Purse {
  readonly reserve: (nanoUsd: bigint) => Promise<boolean>;
  readonly release: (nanoUsd: bigint) => Promise<void>;
}

export type WholeFailure = ChatFailure | 'CAP_REACHED' | 'NO_PRICE';

/** What a model answered, once it has ended; nothing is thrown. */
export type WholeAnswer = { readonly nanoUsd: bigint } & (
  | {
      readonly ok: true;
      readonly text: string;
      readonly calls: readonly ChatCall[];
      readonly usage: ChatUsage;
      readonly reason: EndReason;
    }
  | { readonly ok: false; readonly code: WholeFailure; readonly message: string; readonly retryAfterMs: number | null }
);

export interface WholeRequest extends Omit<ChatRequest, 'fallsBack' | 'model' | 'limits'> {
  /** As `connection/model`. */
  readonly model: string;
  readonly maxOutputTokens: number;
  /** Null: no cap holds. */
  readonly purse: Purse | null;
}

/** For work behind the requests: the next attempt comes. */
const limits: ChatLimits = { firstPartMs: 60_000, silenceMs: 30_000, totalMs: 90_000 };
/** No server bills what it did not take up. */
const free: ReadonlySet<WholeFailure> = new Set<WholeFailure>([
  'NO_MODEL',
  'MODEL_NOT_FOUND',
  'BUDGET_SPENT',
  'KEY_REFUSED',
  'KEY_UNREADABLE',
  'RATE_LIMITED',
  'REQUEST_REFUSED',
  'SERVER_FAILED',
  'UNREACHABLE',
  'ADDRESS_REFUSED',
]);

/**
 * Asks one model, no other one in its place, and waits for its whole answer, at most 90 s.
 *
 * Purse   before the call the most that it may cost is set aside (a token for each byte that is sent, and all output tokens); after it what
 *         it did not cost is given back. What a call that broke off has cost is not known: it counts as the most.
 */
export async function wholeAnswer(stores: Stores, viewer: Viewer, { purse, ...request }: WholeRequest): Promise<WholeAnswer> {
  const { model } = request;
  const reserved = purse === null ? 0n : await mostOf(stores, viewer, request);
  if (reserved === null)
    return failed('NO_PRICE', `No price is known for ${model}: a cap can't be kept without one. Set it on the page Prices.`);
  if (purse !== null && !(await purse.reserve(reserved))) return failed('CAP_REACHED', 'The cap has no room for another call.');
  let text = '';
  const calls: ChatCall[] = [];
  let end: WholeAnswer | null = null;
  const session = await openChat(stores, viewer, model);
  for await (const part of streamChat({ stores, viewer, session }, { ...request, fallsBack: false, limits })) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'call') calls.push({ id: part.id, name: part.name, arguments: part.arguments });
    else if (part.kind === 'end') {
      const { usage, reason } = part;
      end = { ok: true, text, calls, usage, reason, nanoUsd: nanoOf(usage.costUsd ?? 0) };
    } else if (part.kind === 'failed') {
      const nanoUsd = free.has(part.code) ? 0n : nanoOf(part.usage?.costUsd ?? 0);
      end = { ok: false, code: part.code, message: part.message, retryAfterMs: part.retryAfterMs, nanoUsd };
    }
  }
  const ended = end ?? failed('STOPPED', 'The call was stopped.');
  if (purse !== null && (ended.ok || free.has(ended.code))) await purse.release(reserved - ended.nanoUsd);
  return ended;
}

const failed = (code: WholeFailure, message: string): WholeAnswer => ({ ok: false, code, message, retryAfterMs: null, nanoUsd: 0n });
const nanoOf = (usd: number): bigint => BigInt(Math.ceil(usd * 1e9));

/** The most that a call may cost; null: no price is known. */
async function mostOf(stores: Stores, viewer: Viewer, request: Omit<WholeRequest, 'purse'>): Promise<bigint | null> {
  const call = { inputTokens: mostInputTokens(request), maxOutputTokens: request.maxOutputTokens };
  const [estimate] = await estimatesOf(stores, viewer, [request.model], [call], new Date());
  return estimate?.mostUsd === null || estimate === undefined ? null : nanoOf(estimate.mostUsd);
}
