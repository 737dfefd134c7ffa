import { randomUUID } from 'node:crypto';
import { runAction } from '../../assistant-tools/commands.ts';
import { maxToolsInContext, mayAct, searchTools, toolFor } from '../../assistant-tools/load.ts';
import { textForModel } from '../../assistant-tools/pure/text-for-model.ts';
import type { ToolDefinition, ToolResult } from '../../assistant-tools/types.ts';
import { streamChat, type ChatSession } from '../../model-connections/load.ts';
import type { ChatCall, ChatMessage, ChatPart, ChatTool } from '../../model-connections/types.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { settingsOf } from '../../settings/load.ts';
import { assistantSettingsOf } from '../load.ts';
import type { History } from '../load/history.ts';
import { answerCheck, type AnswerCheck } from '../pure/answer-text.ts';
import { instructionsFor, placeText } from '../pure/instructions.ts';
import { LoopWatch } from '../pure/loop.ts';
import { maskSecrets } from '../pure/mask-secrets.ts';
import { maxSteps, type TextPart } from '../types.ts';
import type { Asked } from './answer.ts';
import { useTool, type Conversing } from './use-tool.ts';

/** Of one result, as the model reads it. */
const maxResultTokens = 1_200;
/** Found by words, so that not all tools stand in the context. */
const findTools: ChatTool = {
  name: 'find_tools',
  description: 'Finds more tools by words, and adds them to those that you may call.',
  parameters: {
    type: 'object',
    properties: { words: { type: 'string', description: 'What the tool is to do, in English.' } },
    required: ['words'],
    additionalProperties: false,
  },
};
const maxOwnTools = maxToolsInContext - 1;

type End = Extract<ChatPart, { kind: 'end' | 'failed' }>;
interface Step {
  readonly text: string;
  readonly calls: readonly ChatCall[];
  readonly badCalls: readonly Extract<ChatPart, { kind: 'badCall' }>[];
  readonly end: End;
}

type AskedModel = Asked & { readonly chat: ChatSession };

/** One answer of a model: it calls tools until it answers, is stopped, fails, goes in circles, or has had its steps. */
export async function answerWithModel(conversing: Conversing, asked: AskedModel, history: History): Promise<void> {
  const { turn } = conversing;
  const run = new ModelRun(conversing, asked, history, await settingOf(conversing));
  for (let step = 1; step <= maxSteps && turn.state.status === 'RUNNING'; step += 1) await run.step(step === maxSteps);
  if (turn.state.status === 'RUNNING')
    await turn.end({ status: 'FAILED', failureCode: 'NO_END', failureMessage: `There was no answer after ${maxSteps} steps.` });
}

async function settingOf({ context: { stores, viewer } }: Conversing) {
  const { workspaceId } = viewer;
  const [acts, settings, { timeZone }] = await Promise.all([
    mayAct(stores, workspaceId),
    assistantSettingsOf(stores, workspaceId),
    settingsOf(stores, workspaceId),
  ]);
  return { mayAct: acts, actsWithoutCard: settings.actsWithoutCard, timeZone: timeZone ?? utcZone };
}

class ModelRun {
  readonly #conversing: Conversing;
  readonly #asked: AskedModel;
  readonly #setting: Awaited<ReturnType<typeof settingOf>>;
  /** Without keys and tokens. */
  readonly #messages: ChatMessage[] = [];
  /** The same for all calls of a turn, so that servers may have it cached. */
  readonly #instructions: string;
  #results: readonly ToolResult[];
  readonly #check: AnswerCheck;
  readonly #loop = new LoopWatch();
  #tools: readonly ToolDefinition[];
  #hasAskedAgain = false;

  constructor(conversing: Conversing, asked: AskedModel, history: History, setting: Awaited<ReturnType<typeof settingOf>>) {
    this.#conversing = conversing;
    this.#asked = asked;
    this.#setting = setting;
    const place = asked.place === null ? '' : `\n\n${placeText(asked.place)}`;
    this.#instructions = instructionsFor({ now: new Date(), timeZone: setting.timeZone, mayAct: setting.mayAct });
    this.#add(...history.messages, { role: 'user', text: `${asked.text}${place}` });
    this.#results = history.results;
    this.#check = answerCheck(
      [...history.asked, asked.text],
      asked.chat.chosen.models.flatMap(({ ref, model }) => [ref, model]),
    );
    this.#tools = this.#found(asked.text);
  }

  #add(...messages: readonly ChatMessage[]): void {
    this.#messages.push(...messages.map((message) => ({ ...message, text: maskSecrets(message.text) })));
  }

  async step(isLast: boolean): Promise<void> {
    const { turn } = this.#conversing;
    const place = turn.add({ kind: 'text', text: '', numbers: [], withheldCount: 0 });
    const { text, calls, badCalls, end } = await this.#ask(place, isLast ? [] : [findTools, ...this.#tools]);
    if (end.kind === 'failed') {
      this.#show(place, text);
      return turn.end(
        end.code === 'STOPPED' && !turn.isOutOfTime
          ? { status: 'STOPPED' }
          : { status: 'FAILED', failureCode: turn.isOutOfTime ? 'TOO_LONG' : end.code, failureMessage: end.message },
      );
    }
    if (calls.length === 0 && badCalls.length === 0) return this.#answer(place, text, isLast);
    // What a model writes beside its calls is no answer yet: it is shown where it states nothing that is not proven.
    this.#show(place, text);
    this.#add({
      role: 'assistant',
      text,
      calls: [...calls, ...badCalls.map(({ id, name }) => ({ id, name: name || 'unknown', arguments: {} }))],
    });
    for (const { id, name, error } of badCalls) {
      this.#loop.bad();
      this.#add({
        role: 'tool',
        id,
        name: name || 'unknown',
        text: `This call was not made: ${error} Tools are ${this.#names()}.`,
      });
    }
    for (const call of calls) {
      if (turn.signal.aborted) break;
      this.#add({ role: 'tool', id: call.id, name: call.name, text: await this.#call(call) });
    }
    if (this.#loop.isLoop)
      await turn.end({
        status: 'FAILED',
        failureCode: 'LOOP',
        failureMessage:
          'The model went in circles: it made the same or impossible calls again and again. Ask in other words, or choose another model.',
      });
    else if (turn.signal.aborted)
      await turn.end(
        turn.isOutOfTime
          ? { status: 'FAILED', failureCode: 'TOO_LONG', failureMessage: 'The answer took longer than 5 minutes.' }
          : { status: 'STOPPED' },
      );
  }

  async #ask(place: number, tools: readonly ChatTool[]): Promise<Step> {
    const { context, turn } = this.#conversing;
    let text = '';
    const calls: ChatCall[] = [];
    const badCalls: Step['badCalls'][number][] = [];
    let end: End | null = null;
    const request = {
      instructions: this.#instructions,
      messages: this.#messages,
      tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
      signal: turn.signal,
      purpose: 'assistant',
      reference: this.#asked.turnId,
    };
    for await (const part of streamChat({ ...context, session: this.#asked.chat }, request)) {
      if (part.kind === 'model') turn.set({ model: part.model, modelReason: part.reason });
      else if (part.kind === 'text') {
        text += part.text;
        const soFar = text;
        turn.replaceWhenShown(place, () => this.#checked(soFar, 'stop').part);
      } else if (part.kind === 'call') calls.push(part);
      else if (part.kind === 'badCall') {
        const call = this.#callOf(part);
        if (call === null) badCalls.push(part);
        else calls.push(call);
      } else end = part;
    }
    const last =
      end ??
      ({ kind: 'failed', code: 'NO_ANSWER', message: 'There was no answer.', retryAfterMs: null, usage: null, model: null } as const);
    if (last.usage !== null) turn.took(last.usage);
    return { text, calls, badCalls, end: last };
  }

  /** A tool that is there and stood not in this request, as after a search of tools in an earlier turn, is called all the same. */
  #callOf({ id, name, text }: Step['badCalls'][number]): ChatCall | null {
    if (toolFor(this.#conversing.context, name) === null) return null;
    try {
      const given: unknown = JSON.parse(text);
      const args = (given as { arguments?: unknown } | null)?.arguments ?? given;
      return typeof args === 'object' && args !== null && !Array.isArray(args)
        ? { id, name, arguments: args as Record<string, unknown> }
        : null;
    } catch {
      return null;
    }
  }

  #checked(text: string, end: 'mark' | 'stop'): { part: TextPart; problems: readonly string[] } {
    const { problems, ...part } = this.#check(text, this.#results, end);
    return { part, problems };
  }

  #show(place: number, text: string): readonly string[] {
    const { part, problems } = this.#checked(text, 'mark');
    this.#conversing.turn.replace(place, part);
    return problems;
  }

  /** The model has answered. Where it states numbers that stand in no result, it is asked again, once. */
  async #answer(place: number, text: string, isLast: boolean): Promise<void> {
    const { turn } = this.#conversing;
    const problems = this.#show(place, text);
    if (problems.length > 0 && !this.#hasAskedAgain && !isLast) {
      this.#hasAskedAgain = true;
      turn.replace(place, null);
      this.#add(
        { role: 'assistant', text, calls: [] },
        {
          role: 'user',
          text: `[From the product, not from the person] Your answer was not shown: ${problems.slice(0, 6).join(' ')} Write it again with slots, after calling tools for what is missing, or leave those sentences out.`,
        },
      );
      return;
    }
    await turn.end({ status: 'DONE' });
  }

  /** Runs a call, and gives what the model is to read of it. */
  async #call(call: ChatCall): Promise<string> {
    if (call.name === findTools.name) return this.#find(call.arguments['words']);
    const seen = this.#loop.seen(call.name, call.arguments);
    if (seen !== null) return `You have made this very call: its result is ${seen}. Answer with it.`;
    const { context, turn } = this.#conversing;
    const definition = toolFor(context, call.name);
    if (definition === null) this.#loop.bad();
    // Ids of servers may come twice in a turn.
    const result = await useTool(this.#conversing, definition, { ...call, id: randomUUID() });
    this.#results = [...this.#results, result];
    if (result.ok) this.#loop.learned(call.name, call.arguments, result.handle);
    const text = textForModel(result, maxResultTokens);
    if (result.proposal === null) return text;
    // Text of applications may have asked for it: then a person decides, whatever the workspace has set.
    const isFree = this.#setting.actsWithoutCard && !turn.state.hasReadPayload;
    return isFree ? `${text}\n${await this.#actAtOnce(result)}` : `${text}\nThe person sees the proposal as a card, and decides.`;
  }

  async #actAtOnce({ proposal }: ToolResult): Promise<string> {
    const { context, turn } = this.#conversing;
    const place = turn.state.parts.findLastIndex((part) => part.kind === 'proposal' && part.proposal.id === proposal?.id);
    const done = await runAction(context, proposal?.id ?? '', new Date());
    const part = turn.state.parts[place];
    if (part?.kind === 'proposal')
      turn.replace(place, { ...part, state: done.ok ? 'DONE' : 'REFUSED', message: done.ok ? null : done.failure.message });
    return done.ok ? 'It was carried out at once: this workspace asks for no card.' : `It was refused: ${done.failure.message}`;
  }

  #find(words: unknown): string {
    const found = this.#found(String(words ?? ''));
    // The newest first; the oldest make room.
    this.#tools = [...found, ...this.#tools.filter(({ name }) => !found.some((tool) => tool.name === name))].slice(0, maxOwnTools);
    return `You may call ${this.#names()}.`;
  }

  #found(words: string): readonly ToolDefinition[] {
    const { context } = this.#conversing;
    return searchTools(context, words, maxOwnTools).filter(({ acts }) => !acts || this.#setting.mayAct);
  }

  #names = (): string => [findTools.name, ...this.#tools.map(({ name }) => name)].join(', ');
}
