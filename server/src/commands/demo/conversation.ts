import { promptOf } from './prompts.ts';
import type { MessageInput } from '../../domains/messages/types.ts';
import { judge } from './judgments.ts';
import type { Random } from './random.ts';
import { Replier, type Reply, type ReplyFields } from './replier.ts';
import { apologies, complaints, confirmations, farewells, greetings, thanks, toolExcuses } from './scripts/intents.ts';
import { fill, slotsOf, type Slots } from './scripts/slots.ts';
import type { Intent, Step } from './scripts/types.ts';
import { degradationShift, successProbability, toolFailureSuccessShift, type Story } from './story.ts';
import { TurnIds } from './traces/ids.ts';
import type { Conversation, Opening, Outcome, SentMessage, Turn } from './types.ts';

/** How often a customer says something after the deciding reply. */
const reactionShare = 0.55;
/** Where a tool could not be brought to answer, nearly every customer has something to say. */
const reactionShareAfterFailure = 0.9;
/** A customer reads, thinks and types: median, and scatter of the logarithm. */
const turnPause = { medianMs: 24_000, sigma: 0.75 };
const retryPauseMs = [2_000, 9_000] as const;

/** One whole conversation: its messages, their times and usage, and its judgments. The same seed gives the same one. */
export function simulateConversation(random: Random, story: Story, opening: Opening): Conversation {
  const { intent, startedAtMs } = opening;
  const slots = slotsOf(random, startedAtMs);
  const script = new Script(random, story, opening);
  const say = (text: string): string => fill(text, slots);
  const [excuses, confirmation] = [toolExcuses[intent.language], say(confirmations[intent.language])];
  let areToolsAnswering = true;
  for (const [index, step] of intent.steps.slice(0, -1).entries()) {
    const { userText, goodReply } = linesOf(random, intent, step, index === 0);
    script.turn(say(userText), step.tools ?? [], slots, (isAnswered) => {
      areToolsAnswering &&= isAnswered;
      return (index === 0 && opening.variant?.name === 'confirm' ? confirmation : '') + say(isAnswered ? goodReply : random.pick(excuses));
    });
  }
  const step = intent.steps.at(-1) as Step;
  const isFirst = intent.steps.length === 1;
  const { userText, goodReply } = linesOf(random, intent, step, isFirst);
  let outcome = decide(random, story, opening, { areToolsAnswering, goodReply: say(goodReply), say });
  const deciding = script.turn(say(userText), step.tools ?? [], slots, (isAnswered) => {
    if (isAnswered) return (isFirst && opening.variant?.name === 'confirm' ? confirmation : '') + outcome.reply;
    areToolsAnswering = false;
    outcome = decide(random, story, opening, { areToolsAnswering: false, goodReply: say(goodReply), say });
    return (isFirst && opening.variant?.name === 'confirm' ? confirmation : '') + outcome.reply;
  });
  if (random.happens(areToolsAnswering ? reactionShare : reactionShareAfterFailure)) {
    const [reactions, answers] = outcome.isSuccess ? [thanks, farewells] : [complaints, apologies];
    script.turn(say(random.pick(reactions[intent.language])), [], slots, () => say(random.pick(answers[intent.language])));
  }
  const { messages, turns } = script;
  return { opening, messages, turns, evaluations: judge(random, { opening, outcome, deciding, messages }), isSuccess: outcome.isSuccess };
}

/** What the customer says in this step, and the good reply to it; slots are still open. */
function linesOf(random: Random, intent: Intent, step: Step, isFirst: boolean): { userText: string; goodReply: string } {
  const greeting = isFirst ? random.pick(greetings[intent.language]) : '';
  const index = random.whole(0, step.user.length - 1);
  return { userText: greeting + (step.user[index] as string), goodReply: step.reply[index % step.reply.length] as string };
}

interface Known {
  /** Whether each tool that was called so far answered in the end. */
  readonly areToolsAnswering: boolean;
  readonly goodReply: string;
  readonly say: (text: string) => string;
}

function decide(
  random: Random,
  story: Story,
  { intent, model, variant, startedAtMs }: Opening,
  { areToolsAnswering, goodReply, say }: Known,
): Outcome {
  const probability = successProbability(story, model, variant, startedAtMs) + (areToolsAnswering ? 0 : toolFailureSuccessShift);
  if (random.happens(probability)) return { isSuccess: true, failureTag: null, reply: goodReply, goodReply };
  if (!areToolsAnswering && random.happens(0.7)) {
    return { isSuccess: false, failureTag: 'tool_unavailable', reply: say(random.pick(toolExcuses[intent.language])), goodReply };
  }
  const isFromOldRules = random.happens(-degradationShift(story, model.name, startedAtMs) / (1 - probability));
  const fitting = intent.misses.filter(({ tag }) => isFromOldRules === (tag === 'outdated_policy'));
  const miss = random.pick(fitting.length > 0 ? fitting : intent.misses);
  return { isSuccess: false, failureTag: miss.tag, reply: say(miss.reply), goodReply };
}

/** Puts turn after turn into messages with their times. */
class Script {
  readonly messages: SentMessage[] = [];
  readonly turns: Turn[] = [];
  readonly #random: Random;
  readonly #opening: Opening;
  readonly #replier: Replier;
  #atMs: number;

  constructor(random: Random, story: Story, opening: Opening) {
    this.#random = random;
    this.#opening = opening;
    this.#atMs = opening.startedAtMs;
    this.#replier = new Replier(random, story, opening);
  }

  /** A turn of the customer and the reply; where the call of the model failed, the application tries once more. */
  turn(userText: string, tools: Parameters<Replier['reply']>[1], slots: Slots, write: (areToolsAnswering: boolean) => string): Reply {
    const ids = this.#opening.isTraced ? new TurnIds(this.#opening.id, this.turns.length + 1) : null;
    const occurrence = this.messages.filter(({ role, content }) => role === 'USER' && content === userText).length;
    const asked = this.#push('USER', userText, {}, ids?.prompt(userText, occurrence));
    const replies: Turn['replies'][number][] = [];
    const reply = (content: string, fields: ReplyFields): SentMessage => {
      const call = ids?.call(replies.length);
      const message = this.#push('ASSISTANT', content, fields, call);
      if (call !== undefined) replies.push({ ...message, spanId: call.spanId });
      return message;
    };
    const error = this.#replier.errorAt(this.#atMs);
    if (error !== null) {
      this.#atMs += error.latencyMs;
      reply('', error);
      this.#atMs += this.#random.whole(...retryPauseMs);
    }
    const { content, fields, latencyMs } = this.#replier.reply(userText, tools, slots, this.#atMs, write);
    this.#atMs += latencyMs;
    const message = reply(content, fields);
    if (ids !== null) this.turns.push({ traceId: ids.traceId, userMessage: asked, replies });
    this.#atMs += Math.round(this.#random.logNormal(turnPause.medianMs, turnPause.sigma));
    return { message, hadError: error !== null };
  }

  #push(
    role: 'USER' | 'ASSISTANT',
    content: string,
    fields: ReplyFields,
    traced: Pick<MessageInput, 'externalId' | 'traceId' | 'spanId'> | undefined,
  ): SentMessage {
    const { id, attributes, intent } = this.#opening;
    const prompted = promptOf(this.#opening);
    const message: SentMessage = {
      externalId: `${id}-${this.messages.length + 1}`,
      conversationId: id,
      role,
      content,
      createdAt: new Date(this.#atMs),
      ...attributes,
      ...(role === 'ASSISTANT' && { promptName: prompted.name, promptVersion: prompted.version }),
      ...fields,
      ...traced,
      metadata: { simulated: true, intent: intent.name },
    };
    this.messages.push(message);
    return message;
  }
}
