/** A reporter of vitest: how long each file took and each long test, into the file that TEST_TIMES names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { ROOT } from './run.ts';

/** A test beyond this says why, in a comment above it: `// Over 10 s: the reason`. */
export const LONG_MS = 10_000;
/** What every suite allows a test. One that allows itself more expects to be long, and must say why on any machine. */
export const USUAL_TIMEOUT_MS = 60_000;

export interface LongTest {
  readonly name: string;
  readonly ms: number;
  readonly timeoutMs: number;
  /** Null: the test does not say why. */
  readonly reason: string | null;
}

export interface FileTime {
  /** Vitest's project: a package, or a part of one. */
  readonly project: string;
  /** From the root of the repository. */
  readonly path: string;
  /** Loading the file and what it imports. */
  readonly importMs: number;
  /** Its tests and their hooks. */
  readonly testMs: number;
  /** Those over LONG_MS, and those that allow themselves more than USUAL_TIMEOUT_MS. */
  readonly longTests: readonly LongTest[];
}

/** The reason in the comment above the test that a line (counted from 1) belongs to; null without one. */
export function reasonAbove(lines: readonly string[], line: number): string | null {
  // A test of a table has its place where the table ends.
  let start = line - 1;
  while (start > 0 && !/^\s*(test|it)\b/.test(lines[start] ?? '')) start -= 1;
  const comment: string[] = [];
  for (let above = start - 1; /^\s*(\/\/|\/?\*)/.test(lines[above] ?? ''); above -= 1) {
    comment.unshift((lines[above] ?? '').replace(/^\s*(\/\/|\/\*\*|\*\/|\*)\s?/, '').replace(/\*\/\s*$/, ''));
  }
  return /\bOver 10 s: (.+)/.exec(comment.join(' '))?.[1]?.trim() ?? null;
}

/**
 * The reason of a test by its name and its line in the first of these files. Vitest gives a test that a helper of the file makes the line of
 * the call, so that one is looked for by its name in the helpers, which are the other files.
 */
export function reasonOf([own = [], ...helpers]: readonly (readonly string[])[], name: string, line: number): string | null {
  for (const lines of helpers) {
    const at = lines.findIndex((text) => text.includes(`'${name}'`));
    if (at !== -1) return reasonAbove(lines, at + 1);
  }
  return reasonAbove(own, line);
}

export default class TestTimes implements Reporter {
  readonly #files: FileTime[] = [];

  onTestModuleEnd(module: TestModule): void {
    const { collectDuration, setupDuration, prepareDuration, environmentSetupDuration, duration } = module.diagnostic();
    const files = [module.moduleId, ...helpersOf(module.moduleId)].map((path) => readFileSync(path, 'utf8').split('\n'));
    const longTests = [...module.children.allTests()].filter(isLong).map((test) => ({
      name: test.fullName,
      ms: test.diagnostic()?.duration ?? 0,
      timeoutMs: test.options.timeout ?? 0,
      reason: reasonOf(files, test.name, test.location?.line ?? 0),
    }));
    const importMs = collectDuration + setupDuration + prepareDuration + environmentSetupDuration;
    this.#files.push({ project: module.project.name, path: relative(ROOT, module.moduleId), importMs, testMs: duration, longTests });
  }

  onTestRunEnd(): void {
    const path = process.env['TEST_TIMES'];
    if (path !== undefined) writeFileSync(path, JSON.stringify(this.#files));
  }
}

const isLong = (test: TestCase): boolean =>
  test.result().state !== 'skipped' && ((test.diagnostic()?.duration ?? 0) > LONG_MS || (test.options.timeout ?? 0) > USUAL_TIMEOUT_MS);

/** The helpers of tests (`*.testing.ts`) beside a test file that it imports itself. */
function helpersOf(path: string): string[] {
  const imports = readFileSync(path, 'utf8').matchAll(/from '(\.\/[^']+\.testing\.tsx?)'/g);
  return [...imports].map(([, imported = '']) => join(dirname(path), imported));
}
