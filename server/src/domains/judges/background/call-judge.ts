import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { estimatesOf, openChat, streamChat } from '../../model-connections/load.ts';
import type { ChatFailure, ChatUsage } from '../../model-connections/types.ts';
import { mostInputTokens, repairOf, type JudgePrompt } from '../pure/prompt.ts';
import { maxOutputTokens, type Verdict } from '../types.ts';

/** Sets aside what a call may cost at most; false: the cap of the day has no room for it. Then gives back what it did not cost. */
export interface Purse {
  readonly reserve: (nanoUsd: bigint) => Promise<boolean>;
  readonly release: (nanoUsd: bigint) => Promise<void>;
}

export interface JudgeCall {
  readonly stores: Stores;
  readonly viewer: Viewer;
  /** As `connection/model`. */
  readonly model: string;
  readonly prompt: JudgePrompt;
  readonly read: (answer: string) => Verdict | string;
  /** Id of the run, for the ledger. */
  readonly reference: string;
  readonly signal: AbortSignal;
  /** Null: no cap holds. */
  readonly purse: Purse | null;
}

export type CallFailure = ChatFailure | 'BAD_OUTPUT' | 'CAP_REACHED' | 'NO_PRICE';

export type Called = { readonly nanoUsd: bigint } & (
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly code: CallFailure; readonly message: string; readonly retryAfterMs: number | null }
);

const limits = { firstPartMs: 60_000, silenceMs: 30_000, totalMs: 90_000 };
/** No server bills what it did not take up. */
const free: ReadonlySet<CallFailure> = new Set<CallFailure>([
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

/** Asks a model for a verdict; an answer that is none is sent back once, with what is wrong with it. Nothing is thrown. */
export async function callJudge(call: JudgeCall): Promise<Called> {
  const first = await ask(call, call.prompt);
  if (!first.ok) return first;
  const verdict = call.read(first.text);
  if (typeof verdict !== 'string') return { ok: true, verdict, nanoUsd: first.nanoUsd };
  const second = await ask(call, repairOf(call.prompt, first.text, verdict));
  const nanoUsd = first.nanoUsd + second.nanoUsd;
  if (!second.ok) return { ...second, nanoUsd };
  const repaired = call.read(second.text);
  return typeof repaired === 'string'
    ? { ok: false, code: 'BAD_OUTPUT', message: `The model gave no verdict, twice. ${repaired}`, retryAfterMs: null, nanoUsd }
    : { ok: true, verdict: repaired, nanoUsd };
}

type Answered = { readonly ok: true; readonly text: string; readonly nanoUsd: bigint } | Exclude<Called, { ok: true }>;

async function ask({ stores, viewer, model, reference, signal, purse }: JudgeCall, prompt: JudgePrompt): Promise<Answered> {
  const reserved = purse === null ? 0n : await mostOf(stores, viewer, model, prompt);
  if (reserved === null)
    return failed('NO_PRICE', `No price is known for ${model}: a cap can't be kept without one. Set it on the page Prices.`);
  if (purse !== null && !(await purse.reserve(reserved))) return failed('CAP_REACHED', 'The cap of the day has no room for another call.');
  let text = '';
  let end: { usage: ChatUsage | null; code: ChatFailure | null; message: string; retryAfterMs: number | null } | null = null;
  const parts = streamChat(
    { stores, viewer, session: await openChat(stores, viewer, model) },
    {
      ...prompt,
      tools: [],
      model,
      fallsBack: false,
      maxOutputTokens,
      sampling: { temperature: 0 },
      purpose: 'judge',
      reference,
      limits,
      signal,
    },
  );
  for await (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'end') end = { usage: part.usage, code: null, message: '', retryAfterMs: null };
    else if (part.kind === 'failed') end = { usage: part.usage, code: part.code, message: part.message, retryAfterMs: part.retryAfterMs };
  }
  const code = end === null ? 'STOPPED' : end.code;
  const billed = code !== null && free.has(code) ? 0n : nanoOf(end?.usage?.costUsd ?? 0);
  // What a call that broke off has cost is not known: it counts as the most.
  if (purse !== null && (code === null || free.has(code))) await purse.release(reserved - billed);
  if (code === null) return { ok: true, text, nanoUsd: billed };
  return { ok: false, code, message: end?.message ?? 'The call was stopped.', retryAfterMs: end?.retryAfterMs ?? null, nanoUsd: billed };
}

const failed = (code: CallFailure, message: string): Answered => ({ ok: false, code, message, retryAfterMs: null, nanoUsd: 0n });
const nanoOf = (usd: number): bigint => BigInt(Math.ceil(usd * 1e9));

/** The most that a call may cost; null: no price is known. */
async function mostOf(stores: Stores, viewer: Viewer, model: string, prompt: JudgePrompt): Promise<bigint | null> {
  const call = { inputTokens: mostInputTokens(prompt), maxOutputTokens };
  const [estimate] = await estimatesOf(stores, viewer, [model], [call], new Date());
  return estimate?.mostUsd === null || estimate === undefined ? null : nanoOf(estimate.mostUsd);
}
