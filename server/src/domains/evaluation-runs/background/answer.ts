import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { wholeAnswer, type Purse, type WholeAnswer } from '../../model-connections/load.ts';
import type { PlaygroundPrompt } from '../../playground/types.ts';
import { requestFor, requestHash } from '../pure/request.ts';
import { knownAnswer, type Answer } from '../queries/items.ts';
import type { Subject } from '../types.ts';

export interface Asking {
  readonly stores: Stores;
  readonly viewer: Viewer;
  /** As `connection/model`. */
  readonly model: string;
  readonly prompt: PlaygroundPrompt | null;
  readonly usesCache: boolean;
  /** Id of the run, for the ledger. */
  readonly reference: string;
  readonly signal: AbortSignal;
  readonly purse: Purse | null;
}

export type Answered = { readonly ok: true; readonly answer: Answer; readonly nanoUsd: bigint } | Extract<WholeAnswer, { ok: false }>;

/** Asks the model about a row, or takes the answer that it gave to the same before. Nothing is thrown but what a store throws. */
export async function answerRow(
  { stores, viewer, model, prompt, usesCache, reference, signal, purse }: Asking,
  subject: Subject,
  repetition: number,
): Promise<Answered> {
  const request = requestFor(prompt, subject);
  const hash = requestHash(model, request, repetition);
  if (usesCache) {
    const [known] = await knownAnswer(stores.postgres, { workspaceId: viewer.workspaceId, requestHash: hash });
    if (known !== undefined) return { ok: true, answer: { ...known, requestHash: hash, isCached: true, nanoUsd: 0n }, nanoUsd: 0n };
  }
  const answered = await wholeAnswer(stores, viewer, { ...request, model, purpose: 'evaluation', reference, signal, purse });
  if (!answered.ok) return answered;
  const { text, calls, usage, nanoUsd } = answered;
  const content = storable(text);
  const output =
    calls.length === 0
      ? content
      : {
          content,
          toolCalls: calls.map((call) => ({ id: storable(call.id), name: storable(call.name), arguments: storableJson(call.arguments) })),
        };
  return {
    ok: true,
    nanoUsd,
    answer: {
      output,
      requestHash: hash,
      isCached: false,
      latencyMs: Math.round(usage.durationMs),
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      nanoUsd: usage.costUsd === null ? null : nanoUsd,
      traceId: null,
      spanId: null,
    },
  };
}

/** PostgreSQL keeps neither the character NUL nor half of a pair of surrogates. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
const storableJson = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_name, part: unknown) => (typeof part === 'string' ? storable(part) : part));
