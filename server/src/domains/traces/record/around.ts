import type { ChatMessage, Span, SpanKind, SpanText } from '../types.ts';

/** Under these a call is another call (pure/counted.ts): what was asked above them was not asked of it. */
export const barriers: ReadonlySet<SpanKind> = new Set(['TOOL', 'GUARDRAIL', 'EVALUATOR', 'RETRIEVER']);
/** How far is looked for a span over another. */
export const maxSteps = 8;

/** What a call takes from the spans around it. */
export interface Taken {
  readonly texts: Pick<Span, 'input'> | Pick<Span, 'output'> | Pick<Span, 'input' | 'output'>;
  /** When a prompt that the call lacks was asked, in microseconds since the epoch; null: when the call began. */
  readonly askedUs: number | null;
}

/** Whether a model call that has ended reports no prompt, or answered and reports no answer. */
export const lacksTexts = (span: Span, input: SpanText | null, output: SpanText | null): boolean =>
  span.endUs !== null && (input === null || (!span.isError && isBlank(output)));

/** An answer without text, calls or parts is none. */
function isBlank(output: SpanText | null): boolean {
  if (output === null) return true;
  if (output.form !== 'CHAT') return false;
  for (const { content, toolCalls, parts, reasoning } of output.messages)
    if (content !== '' || toolCalls !== undefined || parts !== undefined || reasoning !== undefined) return false;
  return true;
}

/**
 * The conversation that a call lacks, from the nearest span around it that has one: the step, the chain or the agent that made the call.
 * Of several calls under one span the first was asked its prompt, and the last gave its answer; where its prompt goes on after an
 * answer of the model, it is that of the last. So no text becomes the message of two calls.
 *
 * `calls`: the model calls of one trace which are calls of their own. `over`: the span over another.
 */
export function textsAround(
  calls: readonly Span[],
  texts: (call: Span) => Pick<Span, 'input' | 'output'>,
  over: (span: Span) => Span | undefined,
  results: () => readonly Span[],
): Map<Span, Taken> {
  const found = new Map<Span, Taken>();
  const inOrder = calls.toSorted((one, other) => one.startUs - other.startUs);
  const under = (around: Span): readonly Span[] => inOrder.filter((call) => isUnder(call, around, over));
  for (const call of inOrder) {
    const own = texts(call);
    const isPromptLacking = own.input === null;
    const isAnswerLacking = !call.isError && isBlank(own.output);
    if (!isPromptLacking && !isAnswerLacking) continue;
    const asker = isPromptLacking ? nearest(call, over, ({ input }) => input) : undefined;
    const answerer = isAnswerLacking ? nearest(call, over, ({ output }) => output) : undefined;
    const prompt = asker?.input ?? null;
    const goesOn = prompt?.form === 'CHAT' && prompt.messages.some(({ role }) => role === 'ASSISTANT');
    const asks = asker !== undefined && under(asker).at(goesOn ? -1 : 0) === call;
    const answers = answerer !== undefined && !isBlank(answerer.output) && under(answerer).at(-1) === call;
    if (!asks && !answers) continue;
    found.set(call, {
      texts: {
        ...(asks ? { input: withResults(prompt as SpanText, call, results) } : null),
        ...(answers ? { output: answerer.output } : null),
      } as Taken['texts'],
      askedUs: asks && !goesOn ? (asker as Span).startUs : null,
    });
  }
  return found;
}

/** A conversation, or what an agent was asked or answered in plain words. JSON around a call is the data of a step. */
const isConversation = (text: SpanText | null, kind: SpanKind): boolean =>
  text !== null && (text.form === 'CHAT' || (text.form === 'TEXT' && kind === 'AGENT'));

function nearest(call: Span, over: (span: Span) => Span | undefined, side: (span: Span) => SpanText | null): Span | undefined {
  let at = over(call);
  for (let step = 0; at !== undefined && step < maxSteps && !barriers.has(at.kind); step += 1, at = over(at))
    if (isConversation(side(at), at.kind)) return at;
  return undefined;
}

function isUnder(call: Span, around: Span, over: (span: Span) => Span | undefined): boolean {
  let at = over(call);
  for (let step = 0; at !== undefined && step < maxSteps && !barriers.has(at.kind); step += 1, at = over(at))
    if (at === around) return true;
  return false;
}

/** What Mastra writes in place of a tool's result in the prompt of a step. */
const placeholder = /^\[tool-result: (.+)\]$/;

/** The conversation with the results of tools that ran before the call, where it only names them. */
function withResults(text: SpanText, call: Span, tools: () => readonly Span[]): SpanText {
  if (text.form !== 'CHAT' || !text.messages.some(({ role, content }) => role === 'TOOL' && placeholder.test(content))) return text;
  const left = tools().filter(({ endUs, output }) => endUs !== null && endUs <= call.startUs && output !== null);
  const messages = text.messages.toReversed().map((message): ChatMessage => {
    const name = message.role === 'TOOL' ? placeholder.exec(message.content)?.[1] : undefined;
    const ran = name === undefined ? -1 : left.findLastIndex(({ toolName }) => toolName === name);
    const [tool] = ran < 0 ? [] : left.splice(ran, 1);
    const output = tool?.output;
    if (output === undefined || output === null || output.form === 'CHAT') return message;
    return { ...message, content: output.form === 'TEXT' ? output.text : (JSON.stringify(output.value) ?? '') };
  });
  return { form: 'CHAT', messages: messages.toReversed() };
}
