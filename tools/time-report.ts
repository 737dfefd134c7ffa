import { LONG_MS, USUAL_TIMEOUT_MS } from './test-times.ts';
import type { FileTime, LongTest } from './test-times.ts';

export interface SuiteTime {
  readonly name: string;
  /** From the start of its vitest to the end. */
  readonly wallMs: number;
  readonly files: readonly FileTime[];
}

const SLOWEST_COUNT = 15;

/** Where the time went, by suite and by slowest file, and which tests are long; lines to be printed. */
export function timeReport(suites: readonly SuiteTime[], sideBySideCount: number): string[] {
  const files = suites.flatMap((suite) => suite.files).toSorted((a, b) => totalOf(b) - totalOf(a));
  const long = files
    .flatMap((file) => file.longTests.filter(({ ms }) => ms > LONG_MS).map((test) => ({ file, test })))
    .toSorted((a, b) => b.test.ms - a.test.ms);
  return [
    `Time by suite (up to ${sideBySideCount} run side by side; a project is a part of one)`,
    ...suites.flatMap((suite) => [line(suite.wallMs, suite.name), ...projectLines(suite)]),
    `Slowest files (tests, and loading where that takes more than a second)`,
    ...files
      .slice(0, SLOWEST_COUNT)
      .map((file) =>
        line(totalOf(file), `${file.path}${projectOf(file)}${file.importMs > 1_000 ? `, ${seconds(file.importMs)} of it loading` : ''}`),
      ),
    ...(long.length === 0 ? [] : [`Tests over ${LONG_MS / 1_000} s`]),
    ...long.map(({ file, test }) => line(test.ms, `${test.name} (${file.path}): ${test.reason ?? 'DOES NOT SAY WHY'}`)),
  ];
}

/** Tests that allow themselves more time than the suites do without saying why. The same on a slow machine and on a fast one. */
export function unexplained(suites: readonly SuiteTime[]): string[] {
  const isUnexplained = ({ timeoutMs, reason }: LongTest): boolean => timeoutMs > USUAL_TIMEOUT_MS && reason === null;
  return suites.flatMap(({ files }) =>
    files.flatMap(({ path, longTests }) =>
      longTests
        .filter(isUnexplained)
        .map(
          ({ name, timeoutMs }) =>
            `${path}: “${name}” may last ${timeoutMs / 1_000} s and does not say why: put a comment above it, // Over 10 s: the reason`,
        ),
    ),
  );
}

/** A suite of several projects, each with what its files took together: files side by side count twice. */
function projectLines({ files }: SuiteTime): string[] {
  const sums = new Map<string, number>();
  for (const file of files) sums.set(file.project, (sums.get(file.project) ?? 0) + totalOf(file));
  return sums.size < 2 ? [] : [...sums].map(([project, ms]) => line(ms, `  ${project}`));
}

/** The same file may run in two projects. */
const projectOf = ({ project, path }: FileTime): string => (path.startsWith(`${project}/`) ? '' : ` (${project})`);
const totalOf = ({ importMs, testMs }: FileTime): number => importMs + testMs;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const line = (ms: number, words: string): string => `${seconds(ms).padStart(9)}  ${words}`;
