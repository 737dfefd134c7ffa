import type { PlaygroundAnswerPartsFragment, PlaygroundAnswerStatus } from '../../graphql/generated/graphql.ts';

export type Answer = PlaygroundAnswerPartsFragment;
export type Step = Answer['steps'][number];
export type StepCall = Step['calls'][number];

export const isUnderWay = (status: PlaygroundAnswerStatus): boolean => status === 'WAITING' || status === 'RUNNING';

/** Answers as they are now: what came by the subscription or by an act is newer than what the query has. */
export const mergedAnswers = (asked: readonly Answer[], known: ReadonlyMap<string, Answer>): readonly Answer[] =>
  asked.map((answer) => known.get(answer.id) ?? answer);

/** The whole text of an answer. */
export const textOf = ({ steps }: Pick<Answer, 'steps'>): string =>
  steps
    .map(({ text }) => text)
    .join('\n\n')
    .trim();

/** Calls of the last step that wait for their results. */
export function openCalls({ status, steps }: Pick<Answer, 'status' | 'steps'>): readonly StepCall[] {
  if (status !== 'DONE') return [];
  return steps.at(-1)?.calls.filter(({ arguments: given, result }) => given != null && result == null) ?? [];
}

export interface AnswerTotals {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly isEstimated: boolean;
  /** Until the first piece of the first call; null: none came. */
  readonly timeToFirstTokenMs: number | null;
  /** Of all calls; null: none has ended. */
  readonly durationMs: number | null;
}

/** What the calls of an answer took together. */
export function totalsOf({ steps }: Pick<Answer, 'steps'>): AnswerTotals {
  const ended = steps.filter(({ durationMs }) => durationMs != null);
  return {
    inputTokens: steps.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: steps.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    isEstimated: steps.some(({ isEstimated }) => isEstimated),
    timeToFirstTokenMs: steps[0]?.timeToFirstTokenMs ?? null,
    durationMs: ended.length === 0 ? null : ended.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
  };
}

/** One sentence for those who do not see the page. */
export function spokenState(answers: readonly Answer[]): string {
  if (answers.length === 0) return '';
  const count = (status: PlaygroundAnswerStatus): number => answers.filter((answer) => answer.status === status).length;
  const underWay = count('WAITING') + count('RUNNING');
  const failed = count('FAILED');
  const words =
    underWay > 0 ? `${answers.length - underWay} of ${answers.length} answers have ended` : `All ${answers.length} answers have ended`;
  return failed > 0 ? `${words}, ${failed} failed` : words;
}

/** The cost of all answers that have one; null: none has. */
export function usdOf(answers: readonly Answer[]): number | null {
  const priced = answers.flatMap(({ costUsd }) => (costUsd == null ? [] : [costUsd]));
  return priced.length === 0 ? null : priced.reduce((sum, usd) => sum + usd, 0);
}
