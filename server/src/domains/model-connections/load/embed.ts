import { z } from 'zod';
import type { Stores } from '../../../platform/store/stores.ts';
import { observedCode } from '../pure/outcome.ts';
import { addCall, spentFor } from '../queries.ts';
import type { OpenConnection } from '../types.ts';
import { modelFetch } from './environment.ts';
import { failureOf, type Failure } from './failure.ts';
import { bookOf, nanoUsdOf } from './price.ts';

const timeoutMs = 60_000;
const maxBytes = 32_000_000;
/** Longer vectors than any model gives. */
const mostNumbers = 4_096;

export interface EmbedCall {
  readonly workspaceId: string;
  readonly connection: OpenConnection;
  readonly model: string;
  readonly texts: readonly string[];
  /** In whose name the call stands in the ledger. */
  readonly owner: string;
  /** What asks, for the ledger. */
  readonly purpose: string;
  readonly signal: AbortSignal;
}

export type Embedded =
  | { readonly ok: true; readonly vectors: readonly (readonly number[])[]; readonly nanoUsd: bigint | null }
  | ({ readonly ok: false } & Failure);

const answerForm = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1).max(mostNumbers) })),
  usage: z
    .object({ prompt_tokens: z.number().int().nonnegative().optional(), total_tokens: z.number().int().nonnegative().optional() })
    .optional(),
});

/**
 * Vectors of texts, in their order, from `/embeddings` of an OpenAI-compatible server; each call is a row of the ledger, however it ends.
 *
 * Errors  none is thrown but for the ledger; vectors of different lengths, or another number of them, are a failure of the server.
 */
export async function embedTexts(stores: Stores, call: EmbedCall): Promise<Embedded> {
  const { workspaceId, connection, model, texts } = call;
  const startedAt = new Date();
  const where = `${connection.name}/${model}`;
  let failure: Failure | null = null;
  let answer: z.infer<typeof answerForm> | null = null;
  try {
    answer = await asked(stores, call);
    const lengths = new Set(answer.data.map(({ embedding }) => embedding.length));
    const places = new Set(answer.data.map(({ index }) => index));
    if (answer.data.length !== texts.length || places.size !== texts.length || lengths.size !== 1 || Math.max(...places) >= texts.length)
      throw new Error(`it gave ${answer.data.length} vectors of ${lengths.size} lengths for ${texts.length} texts`);
  } catch (error) {
    failure =
      error instanceof Error && error.name === 'TimeoutError'
        ? { code: 'NO_ANSWER', message: `The server of ${where} did not answer within ${timeoutMs / 1_000} s.`, retryAfterMs: null }
        : call.signal.aborted
          ? { code: 'STOPPED', message: 'The call was stopped.', retryAfterMs: null }
          : failureOf(error, where);
  }
  const reported = answer?.usage?.prompt_tokens ?? answer?.usage?.total_tokens ?? null;
  const inputTokens = failure === null ? (reported ?? estimatedTokens(texts)) : null;
  const tokens = { inputTokens: inputTokens ?? 0, outputTokens: 0, cachedInputTokens: 0 };
  const nanoUsd =
    inputTokens === null ? null : nanoUsdOf(await bookOf(stores, workspaceId), { model, provider: connection.provider }, tokens, startedAt);
  await addCall(stores.postgres, {
    workspaceId,
    owner: call.owner,
    purpose: call.purpose,
    reference: null,
    connection: connection.name,
    model,
    outcome: observedCode(failure?.code ?? null),
    code: failure?.code ?? null,
    inputTokens,
    outputTokens: null,
    cachedInputTokens: null,
    isEstimated: failure === null && reported === null,
    nanoUsd,
    timeToFirstPartMs: null,
    durationMs: Date.now() - startedAt.getTime(),
    startedAt,
  });
  if (failure !== null) return { ok: false, ...failure };
  const vectors = [...(answer as NonNullable<typeof answer>).data].sort((one, other) => one.index - other.index);
  return { ok: true, vectors: vectors.map(({ embedding }) => embedding), nanoUsd };
}

async function asked(stores: Stores, { connection, model, texts, signal }: EmbedCall): Promise<z.infer<typeof answerForm>> {
  const { baseUrl, apiKey } = connection;
  const answer = await modelFetch(stores)(`${baseUrl}/embeddings`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const text = await textOf(answer);
  if (!answer.ok)
    throw Object.assign(new Error(reasonOf(text)), { statusCode: answer.status, responseHeaders: Object.fromEntries(answer.headers) });
  return answerForm.parse(JSON.parse(text));
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`its answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Only of the form that such servers give errors in: another body may be of a server that is none of models. */
function reasonOf(text: string): string {
  try {
    const named = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) }).parse(JSON.parse(text));
    return typeof named.error === 'string' ? named.error : named.error.message;
  } catch {
    return 'no reason was given';
  }
}

/** Of a server that reports none: four bytes are a token. */
export const estimatedTokens = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / 4), 0);

/** The most that a call may cost, a token for each byte; null: no price is known for the model. */
export async function mostOfEmbedding(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  { connection, model, texts }: Pick<EmbedCall, 'connection' | 'model' | 'texts'>,
): Promise<bigint | null> {
  const inputTokens = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const tokens = { inputTokens, outputTokens: 0, cachedInputTokens: 0 };
  return nanoUsdOf(await bookOf(stores, workspaceId), { model, provider: connection.provider }, tokens, new Date());
}

/** What calls of a purpose have cost since an instant, in integer nano-dollars; calls without a price count as 0. */
export async function spentOnPurpose(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  purpose: string,
  since: Date,
): Promise<bigint> {
  return (await spentFor(postgres, { workspaceId, purpose, since }))[0]?.nanoUsd ?? 0n;
}
