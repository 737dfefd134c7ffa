import { usdFromNano } from '../../prices/pure/rates.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { failureOf } from './failure.ts';
import { asTexts, TextToolReader, withTextOutput, withTextTools } from '../pure/text-tools.ts';
import { inputTokensOf, tokensOf } from '../pure/estimate.ts';
import type { ChatLimits, ChatPart, ChatRequest, ChatUsage, ConnectedModel, EndReason, OpenConnection } from '../types.ts';
import { nanoUsdOf, type Tokens } from './price.ts';
import { jsonOutput, languageModel, modelMessages, sdk, toolSet } from './provider.ts';

const defaultLimits: ChatLimits = { firstPartMs: 120_000, silenceMs: 45_000, totalMs: 300_000 };
const defaultMaxOutputTokens = 4_000;

export interface Call {
  readonly connection: OpenConnection;
  readonly model: ConnectedModel;
  readonly request: ChatRequest;
  readonly book: PriceBook;
  readonly fetchModel: typeof fetch;
}

type Ended = 'STOPPED' | 'STALLED' | 'TOO_LONG' | 'NO_ANSWER';
type EndPart = Extract<ChatPart, { kind: 'end' | 'failed' }>;

/** Ends a call that takes too long, or whose caller left. */
class Patience {
  readonly #controller = new AbortController();
  readonly #limits: ChatLimits;
  #timer: NodeJS.Timeout;
  readonly #whole: NodeJS.Timeout;
  readonly #caller: AbortSignal | undefined;
  readonly #stop = (): void => this.#end('STOPPED');
  /** Why the call was ended; null: it was not. */
  ended: Ended | null = null;

  constructor(limits: ChatLimits, caller: AbortSignal | undefined) {
    this.#limits = limits;
    this.#timer = setTimeout(() => this.#end('NO_ANSWER'), limits.firstPartMs);
    this.#whole = setTimeout(() => this.#end('TOO_LONG'), limits.totalMs);
    this.#caller = caller;
    if (caller?.aborted === true) this.#stop();
    else caller?.addEventListener('abort', this.#stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A part has come. */
  heard(): void {
    clearTimeout(this.#timer);
    if (this.ended === null) this.#timer = setTimeout(() => this.#end('STALLED'), this.#limits.silenceMs);
  }

  over(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#whole);
    this.#caller?.removeEventListener('abort', this.#stop);
  }

  #end(reason: Ended): void {
    this.ended ??= reason;
    this.over();
    this.#controller.abort();
  }
}

/** One call of one model. Its last part is `end` or `failed`; nothing is thrown, and nothing lasts longer than the limits. */
export async function* callModel(call: Call): AsyncGenerator<ChatPart, void> {
  const { connection, model, request } = call;
  const limits = { ...defaultLimits, ...request.limits };
  const patience = new Patience(limits, request.signal);
  const count = new Count(call);
  const isText = connection.toolProtocol === 'TEXT';
  const reader = isText ? new TextToolReader(request.tools) : null;
  let end: EndPart | null = null;
  let reason: EndReason = 'unknown';
  let ignored: readonly string[] = [];
  try {
    for await (const part of partsOf(call, patience)) {
      if (isOfServer(part.type)) {
        patience.heard();
        count.begin();
      }
      switch (part.type) {
        case 'text-delta': {
          const pieces: readonly ChatPart[] = reader === null ? [{ kind: 'text', text: part.text }] : reader.read(part.text);
          for (const piece of pieces) yield count.counted(piece);
          break;
        }
        case 'tool-call':
          yield count.counted(
            part.invalid === true
              ? { kind: 'badCall', id: part.toolCallId, name: part.toolName, text: textOf(part.input), error: badCallReason(part.error) }
              : isObject(part.input)
                ? { kind: 'call', id: part.toolCallId, name: part.toolName, arguments: part.input }
                : {
                    kind: 'badCall',
                    id: part.toolCallId,
                    name: part.toolName,
                    text: textOf(part.input),
                    error: 'The arguments are not a JSON object.',
                  },
          );
          break;
        case 'start-step':
          ignored = part.warnings.flatMap((warning) => (warning.type === 'unsupported' ? [warning.feature] : []));
          break;
        case 'finish':
          count.reported(part.totalUsage);
          reason = endReasonOf(part.finishReason);
          break;
        case 'error':
          end ??= { kind: 'failed', ...failureOf(part.error, where(model)), usage: null, model: model.ref };
          break;
        default:
      }
    }
    for (const piece of reader?.end() ?? []) yield count.counted(piece);
  } catch (error) {
    end ??= { kind: 'failed', ...failureOf(error, where(model)), usage: null, model: model.ref };
  } finally {
    patience.over();
  }
  const usage = count.usage();
  if (patience.ended !== null) end = { kind: 'failed', ...endedAs(patience.ended, limits, where(model)), usage, model: model.ref };
  else if (end === null && count.isEmpty)
    end = {
      kind: 'failed',
      code: 'NO_ANSWER',
      message: `${where(model)} ended without saying anything.`,
      retryAfterMs: null,
      usage,
      model: model.ref,
    };
  yield end === null ? { kind: 'end', reason: count.hasCalls ? 'tools' : reason, usage, model: model.ref, ignored } : { ...end, usage };
}

/** What a model says or thinks; that an answer begins is no part of it. */
const isOfServer = (type: string): boolean => /^(text|reasoning|tool)-/.test(type);

const where = ({ ref }: ConnectedModel): string => ref;

/** What the SDK gives, until it ends or patience does: a server that hangs may keep the stream open. */
async function* partsOf({ connection, model, request, fetchModel }: Call, patience: Patience) {
  const { streamText } = await sdk();
  const isText = connection.toolProtocol === 'TEXT';
  const stream = streamText({
    model: await languageModel(connection, model.model, fetchModel),
    instructions: isText ? withTextOutput(withTextTools(request.instructions, request.tools), request.outputSchema) : request.instructions,
    messages: modelMessages(isText ? asTexts(request.messages) : request.messages),
    ...(!isText && request.tools.length > 0 && { tools: await toolSet(request.tools) }),
    ...(!isText && request.outputSchema !== undefined && { output: await jsonOutput(request.outputSchema) }),
    ...samplingOf(request),
    maxOutputTokens: request.maxOutputTokens ?? defaultMaxOutputTokens,
    maxRetries: 0,
    abortSignal: patience.signal,
    // They come as parts, too; without this they would be written to the console.
    onError: () => {},
  }).stream;
  const parts = stream[Symbol.asyncIterator]();
  const gone = new Promise<'gone'>((resolve) => {
    if (patience.signal.aborted) resolve('gone');
    else patience.signal.addEventListener('abort', () => resolve('gone'), { once: true });
  });
  try {
    while (true) {
      const next = await Promise.race([parts.next(), gone]);
      if (next === 'gone' || next.done === true) return;
      yield next.value;
    }
  } finally {
    // What it still gives after its end is of no one.
    void Promise.resolve(parts.return?.()).catch(() => {});
  }
}

const samplingOf = ({ sampling: { temperature, topP, seed, stop = [] } = {} }: ChatRequest) => ({
  ...(temperature !== undefined && { temperature }),
  ...(topP !== undefined && { topP }),
  ...(seed !== undefined && { seed }),
  ...(stop.length > 0 && { stopSequences: [...stop] }),
});

/** What a call has taken so far. */
class Count {
  readonly #call: Call;
  readonly #startedAt = performance.now();
  #firstPartMs: number | null = null;
  #characters = 0;
  #tokens: Tokens | null = null;
  isEmpty = true;
  hasCalls = false;

  constructor(call: Call) {
    this.#call = call;
  }

  begin(): void {
    this.#firstPartMs ??= Math.round(performance.now() - this.#startedAt);
  }

  counted(part: ChatPart): ChatPart {
    if (part.kind === 'text') this.#characters += part.text.length;
    else if (part.kind === 'call') this.#characters += JSON.stringify(part.arguments).length;
    else if (part.kind === 'badCall') this.#characters += part.text.length;
    if (part.kind === 'call' || part.kind === 'badCall') this.hasCalls = true;
    if (part.kind !== 'text' || part.text.trim() !== '') this.isEmpty = false;
    return part;
  }

  reported(usage: {
    inputTokens?: number | undefined;
    outputTokens?: number | undefined;
    inputTokenDetails?: { cacheReadTokens?: number | undefined };
  }): void {
    const { inputTokens, outputTokens } = usage;
    if (!isCount(inputTokens) || !isCount(outputTokens) || inputTokens + outputTokens === 0) return;
    this.#tokens = { inputTokens, outputTokens, cachedInputTokens: usage.inputTokenDetails?.cacheReadTokens ?? 0 };
  }

  usage(): ChatUsage {
    const { book, model, request } = this.#call;
    const tokens = this.#tokens ?? {
      inputTokens: inputTokensOf(request),
      outputTokens: tokensOf(this.#characters),
      cachedInputTokens: 0,
    };
    const nanoUsd = nanoUsdOf(book, model, tokens, new Date());
    return {
      ...tokens,
      isEstimated: this.#tokens === null,
      costUsd: nanoUsd === null ? null : usdFromNano(nanoUsd),
      durationMs: Math.round(performance.now() - this.#startedAt),
      firstPartMs: this.#firstPartMs,
    };
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input)).slice(0, 2_000);

const badCallReason = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return /no tool|NoSuchTool|unavailable tool/i.test(message) ? 'There is no such tool.' : 'The arguments are not valid JSON.';
};

const endReasonOf = (reason: string): EndReason => {
  if (reason === 'stop' || reason === 'length') return reason;
  if (reason === 'tool-calls') return 'tools';
  return reason === 'content-filter' ? 'filtered' : 'unknown';
};

function endedAs(ended: Ended, { firstPartMs, silenceMs, totalMs }: ChatLimits, model: string) {
  const seconds = (ms: number): string => `${ms / 1_000} s`;
  const messages = {
    STOPPED: 'The answer was stopped.',
    NO_ANSWER: `${model} sent nothing for ${seconds(firstPartMs)}.`,
    STALLED: `${model} stopped in the middle of its answer and sent nothing more for ${seconds(silenceMs)}.`,
    TOO_LONG: `${model} was not done after ${seconds(totalMs)}.`,
  } as const satisfies Record<Ended, string>;
  return { code: ended, message: messages[ended], retryAfterMs: null };
}
