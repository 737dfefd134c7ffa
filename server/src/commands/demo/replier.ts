import type { MessageInput, ToolCallInput } from '../../domains/messages/types.ts';
import type { Opening, SentMessage } from './types.ts';
import { errorTypes, type ErrorType } from './models.ts';
import type { Random } from './random.ts';
import type { Slots } from './scripts/slots.ts';
import { isDuring, type Story } from './story.ts';
import { callTool, type ToolName, type Trouble } from './tools.ts';
import { modelTime, UsageMeter } from './usage.ts';

export interface Reply {
  readonly message: SentMessage;
  /** Whether a call of the model failed before it. */
  readonly hadError: boolean;
}

/** What a message of the assistant carries besides its text. */
export type ReplyFields = Pick<MessageInput, 'model' | 'provider' | 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'reasoningTokens' | 'latencyMs' | 'timeToFirstTokenMs' | 'errorType' | 'toolCalls'>;

/** When the application gives up waiting for a model. */
const timeoutMs = 20_000;

/** The model of one conversation at work: errors, tools, tokens and times of its replies. */
export class Replier {
  readonly #random: Random;
  readonly #story: Story;
  readonly #opening: Opening;
  readonly #meter: UsageMeter;

  constructor(random: Random, story: Story, opening: Opening) {
    this.#random = random;
    this.#story = story;
    this.#opening = opening;
    this.#meter = new UsageMeter(random, opening.model, opening.startedAtMs);
  }

  /** What a failed call of the model leaves; null: this call does not fail. */
  errorAt(atMs: number): (ReplyFields & { latencyMs: number }) | null {
    const { model } = this.#opening;
    const isHit = isDuring(this.#story.incident, atMs);
    const shareOf = (type: ErrorType): number => model.errorShares[type] + (type === 'timeout' && isHit ? this.#story.incident.timeoutShare : 0);
    let drawn = this.#random.uniform();
    for (const type of errorTypes) {
      drawn -= shareOf(type);
      if (drawn >= 0) continue;
      const latencyMs = type === 'timeout' ? timeoutMs : Math.round(this.#random.logNormal(model.firstTokenMs, 0.3));
      return { model: model.name, provider: model.provider, errorType: type, latencyMs };
    }
    return null;
  }

  /** Calls the tools, then writes; `write` learns whether every tool answered. */
  reply(userText: string, tools: readonly ToolName[], slots: Slots, atMs: number, write: (areToolsAnswering: boolean) => string) {
    const { model, variant } = this.#opening;
    const incident = isDuring(this.#story.incident, atMs) ? this.#story.incident : null;
    const trouble: Trouble | null = incident === null ? null : { failureShare: incident.toolFailureShare, durationFactor: incident.latencyFactor };
    const calls: ToolCallInput[] = [];
    let areToolsAnswering = true;
    for (const name of tools) {
      const { calls: made, isAnswered } = callTool(this.#random, name, slots, trouble);
      calls.push(...made);
      areToolsAnswering &&= isAnswered;
      if (!isAnswered) break;
    }
    const content = write(areToolsAnswering);
    const usage = this.#meter.turn(userText, content, calls.length, atMs);
    const { firstTokenMs, restMs } = modelTime(this.#random, model, usage);
    const toolMs = calls.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
    const factor = incident?.latencyFactor ?? 1;
    const timeToFirstTokenMs = Math.round(firstTokenMs * factor + toolMs);
    const latencyMs = timeToFirstTokenMs + Math.round(restMs * factor * (variant?.wordiness ?? 1));
    const fields: ReplyFields = { model: model.name, provider: model.provider, ...usage, latencyMs, timeToFirstTokenMs, ...(calls.length > 0 ? { toolCalls: calls } : {}) };
    return { content, fields, latencyMs };
  }
}
