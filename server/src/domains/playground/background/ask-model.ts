import type { Context } from '../../../platform/graphql/context.ts';
import { streamChat } from '../../model-connections/load.ts';
import type { ChatPart } from '../../model-connections/types.ts';
import { outputProblemInThread } from '../load/schema-check.ts';
import { failureWords } from '../pure/failure-words.ts';
import { requestOf } from '../pure/request.ts';
import type { AnswerStep, PlaygroundPrompt, PlaygroundRow, StepCall } from '../types.ts';
import type { RunningAnswer } from './answer.ts';

export interface Asked {
  readonly model: string;
  readonly prompt: PlaygroundPrompt;
  readonly row: PlaygroundRow;
}

/** One call of the model for an answer: it goes on from the steps that there are. */
export async function askModel(
  context: Pick<Context, 'stores' | 'viewer'>,
  answer: RunningAnswer,
  { model, prompt, row }: Asked,
): Promise<void> {
  const sent = requestOf(prompt, row, answer.state.steps);
  await answer.begin({ ...emptyStep, startedAt: new Date().toISOString() });
  const parts = streamChat(context, {
    ...sent,
    model,
    fallsBack: false,
    signal: answer.signal,
    purpose: 'playground',
    reference: answer.state.id,
  });
  for await (const part of parts) {
    const change = changeOf(part);
    if (change !== null) answer.change(change);
    if (part.kind === 'failed')
      return answer.end(
        part.code === 'STOPPED'
          ? { status: 'STOPPED' }
          : { status: 'FAILED', failureCode: part.code, failureMessage: failureWords(part, prompt) },
      );
  }
  const last = answer.state.steps.at(-1);
  const isWhole = last !== undefined && last.calls.length === 0;
  return answer.end({
    status: 'DONE',
    outputProblem: prompt.outputSchema !== null && isWhole ? await problemOf(prompt.outputSchema, last.text) : null,
  });
}

const emptyStep: Omit<AnswerStep, 'startedAt'> = {
  text: '',
  calls: [],
  endReason: null,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  isEstimated: false,
  costUsd: null,
  timeToFirstTokenMs: null,
  durationMs: null,
  ignored: [],
};

/** What a part of the answer changes in its step; null: nothing. */
function changeOf(part: ChatPart): ((step: AnswerStep) => AnswerStep) | null {
  switch (part.kind) {
    case 'model':
      return null;
    case 'text':
      return (step) => ({
        ...step,
        text: step.text + part.text,
        timeToFirstTokenMs: step.timeToFirstTokenMs ?? Math.max(0, Date.now() - Date.parse(step.startedAt)),
      });
    case 'call':
      return withCall({ id: part.id, name: part.name, arguments: part.arguments, text: null, error: null, result: null });
    case 'badCall':
      return withCall({ id: part.id, name: part.name, arguments: null, text: part.text, error: part.error, result: null });
    case 'end':
    case 'failed': {
      const { usage } = part;
      if (usage === null) return null;
      const { inputTokens, outputTokens, cachedInputTokens, isEstimated, costUsd, durationMs, firstPartMs } = usage;
      return (step) => ({
        ...step,
        inputTokens,
        outputTokens,
        cachedInputTokens,
        isEstimated,
        costUsd,
        durationMs,
        timeToFirstTokenMs: firstPartMs,
        endReason: part.kind === 'end' ? part.reason : null,
        ignored: part.kind === 'end' ? part.ignored : [],
      });
    }
    default:
      return part satisfies never;
  }
}

const withCall =
  (call: StepCall) =>
  (step: AnswerStep): AnswerStep => ({ ...step, calls: [...step.calls, call] });

async function problemOf(schema: NonNullable<PlaygroundPrompt['outputSchema']>, text: string): Promise<string | null> {
  const checked = await outputProblemInThread(schema, text);
  return checked === null ? 'The answer can’t be checked: the schema takes too long on this text.' : checked.problem;
}
