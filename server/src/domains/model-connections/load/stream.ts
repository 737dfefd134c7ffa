import type { Viewer } from '../../../platform/graphql/context.ts';
import { observedCode } from '../pure/outcome.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { nearest } from '../../../platform/tools/near.ts';
import { addCall } from '../queries.ts';
import type { ChatFailure, ChatPart, ChatRequest, ChatUsage, ConnectedModel } from '../types.ts';
import { budgetSpent, spenderOf } from './budget.ts';
import { callModel } from './call.ts';
import type { Chosen } from './choice.ts';
import { modelFetch } from './environment.ts';
import { openChat, type ChatSession } from './session.ts';

export interface ChatContext {
  readonly stores: Stores;
  readonly viewer: Viewer;
  /** Of the answer that the call is for; absent: the call is alone. */
  readonly session?: ChatSession;
}

/** Another model may do better. */
const passing: ReadonlySet<ChatFailure> = new Set<ChatFailure>([
  'MODEL_NOT_FOUND',
  'KEY_REFUSED',
  'KEY_UNREADABLE',
  'RATE_LIMITED',
  'SERVER_FAILED',
  'UNREACHABLE',
  'NO_ANSWER',
  'CUT_OFF',
  'STALLED',
]);
/** A server that asks for a longer pause is not waited for. */
const longestPauseMs = 5_000;
/** Where none is spelled as the one that was asked for. */
const shownModels = 5;

/**
 * Asks a language model, and gives its answer piece by piece. Tools are never run here: calls are given back.
 *
 * Model     the one that is asked for; else that of the person, of the workspace, of the environment, else the first there is. Where it fails
 *           before its first word, the workspace's other models are asked in their order; a rate limit of a few seconds is waited for once.
 * Ledger    each call to a server becomes a row, with tokens and cost, however it ends. A person whose budget of the day is spent asks none.
 * Errors    none is thrown: the last part is `end` or `failed` (types.ts).
 */
export async function* streamChat(context: ChatContext, request: ChatRequest): AsyncGenerator<ChatPart, void> {
  const { stores, viewer } = context;
  const session = context.session ?? (await openChat(stores, viewer, request.model ?? null));
  const { chosen } = session;
  const { choice } = chosen;
  if (choice.found === null) return yield noModel(chosen, choice.asked);
  const spent = await budgetSpent(stores, viewer, session.settings, new Date());
  if (spent !== null) return yield failed('BUDGET_SPENT', spent, choice.found.ref);
  const models = [choice.found, ...(request.fallsBack === false ? [] : chosen.fallbacks)];
  let hasPaused = false;
  for (let index = 0; index < models.length; index += 1) {
    const model = models[index] as ConnectedModel;
    if (!hasPaused) yield { kind: 'model', model: model.ref, reason: index === 0 ? choice.reason : 'FALLBACK' };
    let isBegun = false;
    let last: ChatPart | null = null;
    for await (const part of oneCall({ stores, viewer, session }, model, request)) {
      last = part;
      if (part.kind === 'failed') break;
      isBegun = true;
      yield part;
    }
    if (last?.kind !== 'failed') return;
    const isLast = index === models.length - 1;
    const canPause = !hasPaused && isLast && last.code === 'RATE_LIMITED' && (last.retryAfterMs ?? Infinity) <= longestPauseMs;
    if (!isBegun && canPause) {
      hasPaused = true;
      await pause(last.retryAfterMs ?? 0, request.signal);
      index -= 1;
    } else if (isBegun || isLast || !passing.has(last.code)) return yield last;
  }
}

/** One call of one model, with its row in the ledger. */
async function* oneCall(
  { stores, viewer, session }: Required<ChatContext>,
  model: ConnectedModel,
  request: ChatRequest,
): AsyncGenerator<ChatPart, void> {
  const { workspaceId } = viewer;
  const [opened, book] = await Promise.all([session.connection(model.connection), session.book()]);
  if (opened === null) return yield failed('MODEL_NOT_FOUND', `The connection "${model.connection}" was deleted a moment ago.`, model.ref);
  if ('unreadable' in opened) return yield failed('KEY_UNREADABLE', opened.unreadable, model.ref);
  const startedAt = new Date();
  let usage: ChatUsage | null = null;
  let code: ChatFailure | null = 'STOPPED'; // until its last part has come, its reader may leave
  const call = callModel({ connection: opened.connection, model, request, book, fetchModel: modelFetch(stores) });
  try {
    for await (const part of call) {
      if (part.kind === 'end' || part.kind === 'failed') {
        usage = part.usage;
        code = part.kind === 'failed' ? part.code : null;
      }
      yield part;
    }
  } finally {
    await addCall(stores.postgres, {
      workspaceId,
      owner: spenderOf(viewer),
      purpose: request.purpose,
      reference: request.reference ?? null,
      connection: model.connection,
      model: model.model,
      outcome: observedCode(code),
      code,
      inputTokens: usage?.inputTokens ?? null,
      outputTokens: usage?.outputTokens ?? null,
      cachedInputTokens: usage?.cachedInputTokens ?? null,
      isEstimated: usage?.isEstimated ?? false,
      nanoUsd: usage?.costUsd == null ? null : BigInt(Math.round(usage.costUsd * 1e9)),
      timeToFirstPartMs: usage?.firstPartMs ?? null,
      durationMs: usage?.durationMs ?? Date.now() - startedAt.getTime(),
      startedAt,
    });
  }
}

const failed = (code: ChatFailure, message: string, model: string | null): ChatPart => ({
  kind: 'failed',
  code,
  message,
  retryAfterMs: null,
  usage: null,
  model,
});

function noModel({ models }: Chosen, asked: string | null): ChatPart {
  if (asked === null)
    return failed(
      'NO_MODEL',
      'No language model is connected. An admin connects one on the page Language models, or with ANALYTICS_DEFAULT_MODEL.',
      null,
    );
  const refs = models.map(({ ref }) => ref);
  const near = nearest(asked, refs);
  const there = near.length > 0 ? near : refs.slice(0, shownModels);
  return failed(
    'MODEL_NOT_FOUND',
    `No connection has the model "${asked}".${there.length === 0 ? '' : ` ${near.length > 0 ? 'Spelled alike:' : 'There are'} ${there.join(', ')}.`}`,
    null,
  );
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    if (signal?.aborted === true) done();
    else signal?.addEventListener('abort', done, { once: true });
  });
}
