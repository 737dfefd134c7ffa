import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { wholeAnswer, type Purse, type WholeAnswer, type WholeFailure } from '../../model-connections/load.ts';
import { repairOf, type JudgePrompt } from '../pure/prompt.ts';
import { maxOutputTokens, type Verdict } from '../types.ts';

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

export type CallFailure = WholeFailure | 'BAD_OUTPUT';

export type Called = { readonly nanoUsd: bigint } & (
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly code: CallFailure; readonly message: string; readonly retryAfterMs: number | null }
);

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

const ask = ({ stores, viewer, model, reference, signal, purse }: JudgeCall, prompt: JudgePrompt): Promise<WholeAnswer> =>
  wholeAnswer(stores, viewer, {
    ...prompt,
    tools: [],
    model,
    maxOutputTokens,
    sampling: { temperature: 0 },
    purpose: 'judge',
    reference,
    signal,
    purse,
  });
