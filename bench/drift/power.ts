import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { judgeCategories, judgeNumbers, judgeVectors } from '../../server/src/domains/drift/pure/judge.ts';
import { vocabularyVector } from '../../server/src/domains/drift/pure/words.ts';
import { traitsOf } from '../../server/src/domains/meaning/pure/traits.ts';
import { holm } from '../../server/src/platform/statistics/multiple.ts';
import { randomOf } from '../../server/src/platform/statistics/bootstrap.ts';

const tasks = { PRIME_FULL_EVAL: 'prime numbers', OPINIONQA_EVAL: 'opinions', SENSITIVEQ_EVAL: 'sensitive texts' } as const;
const models = [
  ['gpt-3.5-turbo-0301', 'gpt-3.5-turbo-0613'],
  ['gpt-4-0314', 'gpt-4-0613'],
] as const;
const alpha = 0.05;
/** Texts that vectors are made of, from each side. */
const mostVectors = 150;

/** Answers of LLMDrift: from March to June of each model and task, and between halves of one month, at 5 % over all features (Holm). The last line is for programs. */
export function power(folder: string): void {
  let [found, pairs, falseFound, halves] = [0, 0, 0, 0];
  console.log('\nLLMDrift: drift of answers, smallest p-value over length, refusals and vocabulary after Holm’s correction');
  for (const [file, task] of Object.entries(tasks)) {
    const path = join(folder, `${file}.csv`);
    if (!existsSync(path)) throw new Error(`${path} is not there; --power takes a folder with the files of LLMDrift`);
    const rows = parse(readFileSync(path), { columns: true }) as Record<string, string>[];
    for (const [march, june] of models) {
      const answersOf = (model: string): string[] =>
        rows.filter((row) => row['model'] === `openaichat/${model}`).map((row) => row['answer'] as string);
      const [before, now] = [answersOf(march), answersOf(june)];
      if (before.length === 0 || now.length === 0) continue;
      const pair = driftOf(before, now);
      pairs++;
      if (pair.pValue <= alpha) found++;
      const own = [before, now].map((answers) => {
        const mixed = mixedUp(answers);
        return driftOf(mixed.slice(0, mixed.length / 2), mixed.slice(mixed.length / 2)).pValue;
      });
      halves += own.length;
      falseFound += own.filter((pValue) => pValue <= alpha).length;
      console.log(
        `  ${task.padEnd(18)} ${march.replace(/-\d+$/, '').padEnd(16)} ${before.length}/${now.length}: p ${pair.pValue.toFixed(4)} by ${pair.feature}; halves of March ${own[0]?.toFixed(2)}, of June ${own[1]?.toFixed(2)}`,
      );
    }
  }
  console.log(`drift found ${found}/${pairs} falseInHalves ${falseFound}/${halves}`);
}

const refusesIn = (answer: string): number => (traitsOf(answer).isRefusal ? 1 : 0);

function driftOf(before: readonly string[], now: readonly string[]): { readonly pValue: number; readonly feature: string } {
  const options = { alpha };
  const length = judgeNumbers(
    before.map(({ length: of }) => of),
    now.map(({ length: of }) => of),
    options,
  );
  const refusal = judgeCategories(before.map(refusesIn), now.map(refusesIn), options);
  const vectors = (texts: readonly string[]) => mixedUp(texts).slice(0, mostVectors).map(vocabularyVector);
  const vocabulary = judgeVectors(vectors(before), vectors(now), options);
  const adjusted = holm([length, refusal, vocabulary].map(({ tests }) => tests[0]?.pValue as number));
  const least = Math.min(...adjusted);
  return { pValue: least, feature: ['length', 'refusals', 'vocabulary'][adjusted.indexOf(least)] as string };
}

/** In another order, from a fixed seed: files are sorted by what was asked. */
function mixedUp<Value>(values: readonly Value[]): Value[] {
  const random = randomOf(5);
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
