import { z } from 'zod';
import { failureOf, type Failure } from './failure.ts';
import { maxModels, type OpenConnection } from '../types.ts';

const timeoutMs = 15_000;
const maxBytes = 4_000_000;
/** Of Anthropic's API. */
const anthropicVersion = '2023-06-01';

const openAiList = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) });
const ollamaList = z.object({ models: z.array(z.object({ name: z.string().min(1).max(200) })) });

export interface Listing {
  readonly models: readonly string[];
  /** Until the list was there. */
  readonly latencyMs: number;
}

/** The models that a server offers, by name: `/models` of both kinds of API, else Ollama's `/api/tags`. */
export async function listModels(connection: OpenConnection, fetchModel: typeof fetch): Promise<Listing | Failure> {
  const startedAt = performance.now();
  try {
    const models = await readList(connection, fetchModel);
    return { models: [...new Set(models)].toSorted().slice(0, maxModels), latencyMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return {
        code: 'NO_ANSWER',
        message: `The server of ${connection.name} did not answer within ${timeoutMs / 1_000} s.`,
        retryAfterMs: null,
      };
    return failureOf(error, connection.name);
  }
}

async function readList({ kind, baseUrl, apiKey }: OpenConnection, fetchModel: typeof fetch): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const key: Record<string, string> =
    apiKey === null ? {} : kind === 'ANTHROPIC' ? { 'x-api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
  const headers = { accept: 'application/json', ...key, ...(kind === 'ANTHROPIC' && { 'anthropic-version': anthropicVersion }) };
  const answer = await fetchModel(`${baseUrl}/models${kind === 'ANTHROPIC' ? '?limit=1000' : ''}`, { headers, signal });
  if (answer.status === 404 && kind === 'OPENAI_COMPATIBLE') {
    const tags = await fetchModel(`${new URL(baseUrl).origin}/api/tags`, { headers, signal });
    if (tags.ok) return ollamaList.parse(await jsonOf(tags)).models.map(({ name }) => name);
  }
  if (!answer.ok) throw Object.assign(new Error(await errorOf(answer)), { statusCode: answer.status });
  return openAiList.parse(await jsonOf(answer)).data.map(({ id }) => id);
}

/** A text within its limit. */
async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`its list of models has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function jsonOf(answer: Response): Promise<unknown> {
  const text = await textOf(answer);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it answered with something else than JSON; does the address end with the path of its API, such as /v1?');
  }
}

/** What an answer says of its error in the form of the two APIs. Any other body is not repeated: it may be of a server that is none of models. */
async function errorOf(answer: Response): Promise<string> {
  const named = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
  const parsed = named.safeParse(await jsonOf(answer).catch(() => null));
  if (!parsed.success) return 'no reason was given';
  const { error } = parsed.data;
  return typeof error === 'string' ? error : error.message;
}
