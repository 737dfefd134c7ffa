import type { EvaluateOptions, Threshold } from './options.ts';

/** A score of the run, as the API gives it. */
export interface RunScore {
  readonly name: string;
  readonly n: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly passShare: number | null;
  readonly errorCount: number;
}

/** The run as it ended. */
export interface EndedRun {
  readonly id: string;
  readonly name: string;
  readonly itemCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly cachedCount: number;
  readonly costUsd: number;
  readonly promptName: string | null;
  readonly promptVersion: number | null;
  readonly model: string | null;
  readonly dataset: { readonly name: string } | null;
  readonly datasetVersion: { readonly number: number } | null;
  readonly scores: readonly RunScore[];
  readonly failures: readonly { readonly code: string; readonly message: string; readonly count: number }[];
}

interface Compared {
  readonly name: string;
  readonly n: number;
  readonly a: number | null;
  readonly b: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly adjustedPValue: number | null;
  readonly verdict: 'BETTER' | 'WORSE' | 'NOT_DECISIVE';
  readonly gained: number;
  readonly lost: number;
}

/** The run beside a baseline. */
export interface Baseline {
  readonly a: { readonly name: string };
  readonly sharedCount: number;
  readonly changedCount: number;
  readonly scores: readonly Compared[];
  readonly latencyMs: Compared;
  readonly costUsd: Compared;
}

/** Why the run is not good enough, a sentence each; empty: it is. */
export function shortcomings(
  run: EndedRun,
  baseline: Baseline | null,
  options: Pick<EvaluateOptions, 'thresholds' | 'failsOnRegression' | 'allowedFailures'>,
): string[] {
  const { thresholds, failsOnRegression, allowedFailures } = options;
  const isGated = thresholds.length > 0 || failsOnRegression;
  const all = thresholds.flatMap((threshold) => below(run, threshold));
  if (isGated && run.failedCount > allowedFailures)
    all.push(`${run.failedCount} of ${run.itemCount} items failed; at most ${allowedFailures} may.`);
  if (failsOnRegression && baseline !== null)
    for (const { name, verdict, difference } of baseline.scores)
      if (verdict === 'WORSE') all.push(`"${name}" is worse than the baseline by ${numberText(Math.abs(difference ?? 0))}.`);
  return all;
}

function below({ scores }: EndedRun, { score, least }: Threshold): string[] {
  const own =
    score === null ? scores.filter(({ mean, errorCount }) => mean !== null || errorCount > 0) : scores.filter(({ name }) => name === score);
  if (own.length === 0) return [score === null ? 'No score has a value.' : `No score has the name "${score}".`];
  return own.flatMap(({ name, mean }) =>
    mean === null ? [`"${name}" has no value.`] : mean < least ? [`"${name}" is ${numberText(mean)}, below ${least}.`] : [],
  );
}

/** The run in Markdown, for the terminal, a file or a pull request. */
export function summaryOf(run: EndedRun, baseline: Baseline | null, problems: readonly string[]): string {
  const of = [
    ...(run.dataset === null
      ? []
      : [`dataset ${code(run.dataset.name)}${run.datasetVersion === null ? '' : ` v${run.datasetVersion.number}`}`]),
    ...(run.promptName === null ? [] : [`prompt ${code(run.promptName)} v${run.promptVersion}`]),
    ...(run.model === null ? [] : [`model ${code(run.model)}`]),
  ];
  return [
    `## Evaluation ${problems.length === 0 ? 'passed' : 'failed'}: ${plain(run.name)}`,
    '',
    of.join(' · '),
    '',
    `${run.doneCount} of ${run.itemCount} items scored, ${run.failedCount} failed, ${run.cachedCount} from the cache; ${run.costUsd.toFixed(4)} US dollars.`,
    ...(problems.length === 0 ? [] : ['', ...problems.map((problem) => `- ${plain(problem)}`)]),
    '',
    '| score | mean | 95 % interval | passed | rows |',
    '|---|---|---|---|---|',
    ...run.scores.map(
      ({ name, mean, low, high, passShare, n }) =>
        `| ${cell(name)} | ${numberText(mean)} | ${low === null ? '–' : `${numberText(low)} to ${numberText(high)}`} | ${passShare === null ? '–' : `${(passShare * 100).toFixed(1)} %`} | ${n} |`,
    ),
    ...(baseline === null ? [] : comparison(baseline)),
    ...(run.failures.length === 0
      ? []
      : ['', ...run.failures.map(({ code: name, message, count }) => `- ${count} × ${code(name)}: ${plain(message)}`)]),
    '',
    `Run ${code(run.id)}`,
    '',
  ].join('\n');
}

const words = { BETTER: 'better', WORSE: 'worse', NOT_DECISIVE: 'not decisive' } as const;

const comparison = ({ a, sharedCount, changedCount, scores, latencyMs, costUsd }: Baseline): string[] => [
  '',
  `### Beside ${plain(a.name)}`,
  '',
  `${sharedCount} shared rows${changedCount === 0 ? '' : `, of which ${changedCount} were edited in between`}. Verdicts hold together (Holm, 5 %).`,
  '',
  '| number | baseline | this run | difference (95 %) | p | rows better / worse | |',
  '|---|---|---|---|---|---|---|',
  ...[...scores, latencyMs, costUsd].map(
    ({ name, a: before, b, difference, low, high, adjustedPValue, gained, lost, verdict }) =>
      `| ${cell(name)} | ${numberText(before)} | ${numberText(b)} | ${numberText(difference)}${low === null ? '' : ` (${numberText(low)} to ${numberText(high)})`} | ${adjustedPValue === null ? '–' : adjustedPValue < 0.001 ? '< 0.001' : adjustedPValue.toFixed(3)} | ${gained} / ${lost} | ${words[verdict]} |`,
  ),
];

/** Four digits that count; an absent number is a dash. */
const numberText = (value: number | null): string => (value === null ? '–' : String(Number(value.toPrecision(4))));
/** Text of people, in which nothing is Markdown. */
const plain = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
const cell = plain;
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll(/[\r\n|]+/g, ' ')}\``;
