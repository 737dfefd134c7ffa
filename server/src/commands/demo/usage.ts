import type { ModelTraits } from './models.ts';
import type { Random } from './random.ts';

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number | null;
  readonly reasoningTokens: number | null;
}

/** Tokens per call of a tool: what the model writes to call it, and what comes back. */
const callTokens = 38;
const resultTokens = 64;
/** Caches keep what was sent in steps of so many tokens. */
const cacheStep = 128;
const writtenCacheMs = 5 * 60_000;
/** How often the instructions are in a cache already, from another customer's conversation. */
const warmShare = 0.72;

/** About what a tokenizer counts in text of a European language. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4.1) + 3;

/** Counts tokens over one conversation: every turn sends all earlier messages, of which the cache holds more and more. */
export class UsageMeter {
  readonly #model: ModelTraits;
  readonly #random: Random;
  #contextTokens: number;
  #cachedTokens: number;
  #lastTurnAtMs: number;

  constructor(random: Random, model: ModelTraits, startedAtMs: number) {
    this.#model = model;
    this.#random = random;
    this.#contextTokens = model.instructionTokens;
    this.#cachedTokens = random.happens(warmShare) ? inSteps(model.instructionTokens) : 0;
    this.#lastTurnAtMs = startedAtMs;
  }

  /** One turn: the customer's message, and the reply with its tool calls. */
  turn(userText: string, reply: string, callCount: number, atMs: number): Usage {
    const { cache, reasoningTokens: median, wordiness } = this.#model;
    if (cache === 'written' && atMs - this.#lastTurnAtMs > writtenCacheMs) this.#cachedTokens = 0;
    const inputTokens = this.#contextTokens + tokensOf(userText) + callCount * (callTokens + resultTokens);
    const cacheReadTokens = this.#cachedTokens;
    const cacheWriteTokens = cache === 'written' ? inSteps(inputTokens) - cacheReadTokens : null;
    const reasoningTokens = median === null ? null : Math.round(this.#random.logNormal(median, 0.6));
    const visibleTokens = Math.round(tokensOf(reply) * wordiness) + callCount * callTokens;
    this.#contextTokens = inputTokens + visibleTokens;
    this.#cachedTokens = inSteps(inputTokens);
    this.#lastTurnAtMs = atMs;
    return { inputTokens, outputTokens: visibleTokens + (reasoningTokens ?? 0), cacheReadTokens, cacheWriteTokens, reasoningTokens };
  }
}

const inSteps = (tokens: number): number => Math.floor(tokens / cacheStep) * cacheStep;

/** How long a reply of a model takes without its tools, in milliseconds; reasoning comes before the first token that is shown. */
export function modelTime(random: Random, model: ModelTraits, usage: Usage): { firstTokenMs: number; restMs: number } {
  const uncachedTokens = usage.inputTokens - usage.cacheReadTokens;
  const wait = random.logNormal(model.firstTokenMs, model.firstTokenSigma) + uncachedTokens * 0.06;
  const tokenMs = (1_000 / model.tokensPerSecond) * random.logNormal(1, 0.18);
  const reasoning = usage.reasoningTokens ?? 0;
  return { firstTokenMs: wait + reasoning * tokenMs, restMs: (usage.outputTokens - reasoning) * tokenMs };
}
