import type { PredictionChange, PredictionTrendFragment } from '../../../../graphql/generated/graphql.ts';
import type { JobView } from '../job-view.ts';

/** Columns side by side. */
export const MOST_EPOCHS = 4;

/** What the server is asked. */
export interface PredictionQuery {
  readonly epochs: readonly number[];
  readonly change: PredictionChange | null;
  readonly score: string | null;
  readonly search: string | null;
}

const changes = { changed: 'CHANGED', unchanged: 'UNCHANGED', better: 'BETTER', worse: 'WORSE' } as const;

/** The epochs that are shown: those of the address that are there, else the first and the last. In their order. */
export function shownEpochs(view: Pick<JobView, 'epochs'>, known: readonly number[]): readonly number[] {
  const chosen = (view.epochs ?? []).map(Number).filter((epoch) => known.includes(epoch));
  if (chosen.length > 0) return [...new Set(chosen)].toSorted((a, b) => a - b).slice(0, MOST_EPOCHS);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return first === last ? [first] : [first, last];
}

export const queryOf = (view: JobView, epochs: readonly number[]): PredictionQuery => ({
  epochs,
  change: view.change === undefined ? null : changes[view.change],
  score: view.score ?? null,
  search: view.find ?? null,
});

/** The score that the trend shows: that of the address, else the one that the server compares by. */
export function shownScore(view: Pick<JobView, 'score'>, epochs: readonly PredictionTrendFragment[]): string | null {
  const names = scoreNames(epochs);
  if (view.score !== undefined && names.includes(view.score)) return view.score;
  return ['chrf', 'rouge_l', 'exact_match'].find((name) => names.includes(name)) ?? names[0] ?? null;
}

export const scoreNames = (epochs: readonly PredictionTrendFragment[]): readonly string[] =>
  [...new Set(epochs.flatMap(({ scores }) => scores.map(({ name }) => name)))].toSorted();

const words: Readonly<Record<string, string>> = { chrf: 'chrF', rouge_l: 'ROUGE-L', exact_match: 'Exact match' };

/** A score in words; a name of the trainer's own stays as it is. */
export const scoreWords = (name: string): string => words[name] ?? name;
