import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Task } from './accuracy.ts';

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.replaceAll('"', '').trim());

/** Series of M4's layout: a header, then a row a series: its name and its values, rows of unequal length. */
function rowsOf(path: string): Map<string, number[]> {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map(cellsOf);
  return new Map(rows.map(([name, ...cells]) => [name as string, cells.filter((cell) => cell !== '' && cell !== 'NA').map(Number)]));
}

/** The two files of M4; throws where a series of one is not in the other. */
export function m4Tasks(trainPath: string, testPath: string, period: number): Task[] {
  const [train, test] = [rowsOf(trainPath), rowsOf(testPath)];
  return [...train].map(([name, values]) => {
    const after = test.get(name);
    if (after === undefined) throw new Error(`${testPath} has no row ${name}, which ${trainPath} has`);
    return { group: 'all', train: values, test: after, period };
  });
}

interface M3Series {
  readonly period: readonly [string];
  readonly x: readonly number[];
  readonly xx: readonly number[];
}

/** M3 as JSON: by name, with training values `x` and the test part `xx`. */
export function m3Tasks(path: string): Task[] {
  const periods: Record<string, number> = { YEARLY: 1, QUARTERLY: 4, MONTHLY: 12, OTHER: 1 };
  return Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, M3Series>).map(({ period: [name], x, xx }) => ({
    group: name.toLowerCase(),
    train: x,
    test: xx,
    period: periods[name] ?? 1,
  }));
}

/** So many days are known, and from one origin to the next it is a month. */
const [knownDays, apart] = [365, 30];

/** Days `ds,y`, at rolling origins: 7 and 30 days. Of a file whose name has `_log_`, the values are logarithms. */
export function dailyTasks(path: string): Task[] {
  const values = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(cellsOf(line)[1]))
    .map((value) => (basename(path).includes('_log_') ? Math.exp(value) : value));
  const tasks: Task[] = [];
  for (const horizon of [7, 30])
    for (let origin = knownDays; origin + horizon <= values.length; origin += apart)
      tasks.push({
        group: `${basename(path, '.csv')}, ${horizon} days`,
        train: values.slice(origin - knownDays, origin),
        test: values.slice(origin, origin + horizon),
        period: 7,
      });
  return tasks;
}
