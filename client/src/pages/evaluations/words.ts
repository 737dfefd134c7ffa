import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type {
  EvaluationCheckKind,
  EvaluationComparedPartFragment,
  EvaluationRunRowFragment,
  EvaluationRunState,
  EvaluationScoreKind,
  EvaluationScorePartFragment,
  EvaluationTest,
} from '../../graphql/generated/graphql.ts';

export const stateLabels: Readonly<Record<EvaluationRunState, string>> = {
  WAITING: 'waiting',
  RUNNING: 'running',
  PAUSED: 'paused',
  DONE: 'done',
  STOPPED: 'stopped',
  FAILED: 'failed',
};

export const isUnderWay = ({ state }: { readonly state: EvaluationRunState }): boolean => state === 'WAITING' || state === 'RUNNING';

export const kindLabels: Readonly<Record<EvaluationScoreKind, string>> = {
  RULE: 'rule',
  MODEL: 'judge',
  HUMAN: 'people',
  API: 'application',
};

export const checkLabels: Readonly<Record<EvaluationCheckKind, string>> = {
  EQUALS: 'is the expected output',
  CONTAINS: 'contains the expected output',
  JSON_EQUALS: 'is the same JSON',
  NUMBER_NEAR: 'has the expected number',
};

export const testLabels: Readonly<Record<EvaluationTest, string>> = {
  MCNEMAR: 'McNemar’s exact test',
  SIGN_FLIP: 'exact test over all signs',
  PAIRED_T: 'paired t test',
  NONE: 'no test',
};

/** What a run is over: the dataset with its version, or messages. */
export const overWords = ({ dataset, datasetVersion }: Pick<EvaluationRunRowFragment, 'dataset' | 'datasetVersion'>): string =>
  dataset == null ? 'messages' : `${visible(dataset.name)}${datasetVersion == null ? '' : ` v${datasetVersion.number}`}`;

/** What answers: prompt and model, or the application. */
export function byWords({
  promptName,
  promptVersion,
  model,
  application,
}: Pick<EvaluationRunRowFragment, 'promptName' | 'promptVersion' | 'model' | 'application'>): string {
  const parts = [
    ...(promptName == null ? [] : [`${visible(promptName)} v${promptVersion ?? ''}`]),
    ...(model == null ? [] : [visible(model)]),
    ...(application == null ? [] : [`by ${visible(application)}`]),
  ];
  return parts.length === 0 ? 'stored answers' : parts.join(' · ');
}

/** A number of a score in words. */
export const numberWords = (value: number | null | undefined, isShare: boolean, locale: Locale): string =>
  value == null ? '–' : isShare ? format(value, 'share', locale) : format(value, 'number', locale);

export const meanWords = (score: EvaluationScorePartFragment, locale: Locale): string =>
  score.mean == null
    ? score.labels.map(({ label, count }) => `${visible(label)} ${count}`).join(', ') || '–'
    : numberWords(score.mean, score.passShare != null, locale);

/** The verdict on one score of two runs, as a sentence. */
export function verdictWords(
  { name, verdict, difference, n, adjustedPValue, higherIsBetter }: EvaluationComparedPartFragment,
  other: string,
): string {
  if (n === 0) return `No shared row has "${visible(name)}" in both runs.`;
  if (verdict === 'NOT_DECISIVE')
    return `"${visible(name)}": the difference may be chance${adjustedPValue == null ? '' : ` (p ${pText(adjustedPValue)})`}.`;
  const direction = (difference ?? 0) > 0 ? 'higher' : 'lower';
  const good = (difference ?? 0) > 0 === higherIsBetter ? 'better' : 'worse';
  return `"${visible(name)}" is ${direction} in ${other}, and that is ${good} (p ${pText(adjustedPValue ?? 1)}).`;
}

export const pText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/**
 * Any JSON as a text to read: a text as it is, the text of an answer with calls of tools, turns of a chat, fields and lists of plain values on
 * lines; other values as JSON.
 */
export function shownText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isPlain(value)) return String(value);
  if (isTurns(value))
    return value.map(({ role, content }) => `${role}: ${isPlain(content) ? String(content) : JSON.stringify(content)}`).join('\n\n');
  if (Array.isArray(value)) return value.length > 0 && value.every(isPlain) ? value.map(String).join('\n') : JSON.stringify(value, null, 2);
  const { content, toolCalls, ...others } = value as { content?: unknown; toolCalls?: unknown };
  if (typeof content === 'string' && Object.keys(others).length === 0)
    return toolCalls === undefined ? content : `${content}\n\n${JSON.stringify(toolCalls, null, 2)}`.trim();
  const fields = Object.entries(value);
  return fields.length > 0 && fields.every(([, one]) => isPlain(one))
    ? fields.map(([name, one]) => `${name}: ${String(one)}`).join('\n')
    : JSON.stringify(value, null, 2);
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isTurns = (value: unknown): value is readonly { readonly role: string; readonly content: unknown }[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((turn) => typeof turn === 'object' && turn !== null && typeof (turn as { role?: unknown }).role === 'string');

/** The beginning of a text, for a cell. */
export const shortText = (value: unknown): string => {
  // Of a chat its last message.
  const line = shownText(isTurns(value) ? value.at(-1)?.content : value)
    .replaceAll(/\s*\n\s*/g, ' · ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return visible(line.length > 200 ? `${line.slice(0, 200).toWellFormed()} …` : line);
};
