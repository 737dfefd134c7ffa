import { parseArgs } from 'node:util';

/** A command that can't be carried out as it is written. */
export class UsageProblem extends Error {}

/** The least mean of a score. */
export interface Threshold {
  /** Null: of every score. */
  readonly score: string | null;
  readonly least: number;
}

export interface CheckOption {
  readonly kind: 'EQUALS' | 'CONTAINS' | 'JSON_EQUALS' | 'NUMBER_NEAR';
  readonly ignoresCase: boolean;
  readonly tolerance: number | null;
}

export interface EvaluateOptions {
  readonly dataset: string;
  readonly split: string | null;
  readonly rowCount: number | null;
  readonly prompt: string | null;
  readonly promptVersion: number | null;
  readonly promptLabel: string | null;
  readonly model: string;
  readonly checks: readonly CheckOption[];
  readonly judges: readonly string[];
  readonly repetitions: number | null;
  readonly capUsd: number | null;
  readonly name: string | null;
  /** Id or name of a run. */
  readonly baseline: string | null;
  readonly thresholds: readonly Threshold[];
  readonly failsOnRegression: boolean;
  readonly allowedFailures: number;
  readonly output: string | null;
  readonly isFresh: boolean;
}

const kinds: Readonly<Record<string, CheckOption['kind']>> = {
  equals: 'EQUALS',
  contains: 'CONTAINS',
  json: 'JSON_EQUALS',
  number: 'NUMBER_NEAR',
};

/** What the words after the command say; null: help is asked for. Errors: throws `UsageProblem`. */
export function readOptions(args: readonly string[]): EvaluateOptions | null {
  const values = parsed(args);
  if (values.help === true) return null;
  const needed = (name: 'dataset' | 'model'): string => {
    const value = values[name];
    if (value === undefined || value === '') throw new UsageProblem(`--${name} is missing.`);
    return value;
  };
  const [prompt, version] = promptOf(values.prompt ?? null);
  const checks = (values.check ?? []).map(checkOf);
  const judges = values.judge ?? [];
  return {
    dataset: needed('dataset'),
    split: values.split ?? null,
    rowCount: numberOf('rows', values.rows, { least: 1, isWhole: true }),
    prompt,
    promptVersion: version !== null && /^\d+$/.test(version) ? Number(version) : null,
    promptLabel: version !== null && !/^\d+$/.test(version) ? version : null,
    model: needed('model'),
    checks: checks.length === 0 && judges.length === 0 ? [{ kind: 'EQUALS', ignoresCase: false, tolerance: null }] : checks,
    judges,
    repetitions: numberOf('repetitions', values.repetitions, { least: 1, isWhole: true }),
    capUsd: numberOf('cap', values.cap, { least: 0, isWhole: false }),
    name: values.name ?? null,
    baseline: values.baseline ?? null,
    thresholds: (values['fail-under'] ?? []).map(thresholdOf),
    failsOnRegression: regressionOf(values['fail-on-regression'] === true, values.baseline),
    allowedFailures: numberOf('allow-failed', values['allow-failed'], { least: 0, isWhole: true }) ?? 0,
    output: values.output ?? null,
    isFresh: values.fresh === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((argument) => argument !== '--'),
      options: {
        help: { type: 'boolean', short: 'h' },
        dataset: { type: 'string' },
        split: { type: 'string' },
        rows: { type: 'string' },
        prompt: { type: 'string' },
        model: { type: 'string' },
        check: { type: 'string', multiple: true },
        judge: { type: 'string', multiple: true },
        repetitions: { type: 'string' },
        cap: { type: 'string' },
        name: { type: 'string' },
        baseline: { type: 'string' },
        'fail-under': { type: 'string', multiple: true },
        'fail-on-regression': { type: 'boolean' },
        'allow-failed': { type: 'string' },
        output: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageProblem((error as Error).message);
  }
}

/** `name`, `name@3` or `name@production`. */
function promptOf(text: string | null): readonly [name: string | null, version: string | null] {
  if (text === null) return [null, null];
  const at = text.lastIndexOf('@');
  return at <= 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** `equals`, `contains`, `json`, `number`; after a colon `ignore-case`, or the tolerance. */
function checkOf(text: string): CheckOption {
  const [name = '', more] = text.split(':', 2);
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) throw new UsageProblem(`--check ${text} is no check; ${Object.keys(kinds).join(', ')} are taken.`);
  const takesCase = kind === 'EQUALS' || kind === 'CONTAINS';
  if (more === undefined) return { kind, ignoresCase: false, tolerance: null };
  if (takesCase && more === 'ignore-case') return { kind, ignoresCase: true, tolerance: null };
  const tolerance = takesCase ? Number.NaN : Number(more);
  if (!(tolerance >= 0))
    throw new UsageProblem(`--check ${text}: after the colon ${takesCase ? '"ignore-case" is' : 'a tolerance from 0 is'} taken.`);
  return { kind, ignoresCase: false, tolerance };
}

/** `0.8` of every score, or `name=0.8`. */
function thresholdOf(text: string): Threshold {
  const at = text.lastIndexOf('=');
  const least = Number(text.slice(at + 1));
  if (text.slice(at + 1).trim() === '' || !Number.isFinite(least))
    throw new UsageProblem(`--fail-under ${text} has no number; 0.8, or "exact match=0.8", is taken.`);
  return { score: at <= 0 ? null : text.slice(0, at), least };
}

function regressionOf(isAsked: boolean, baseline: string | undefined): boolean {
  if (isAsked && baseline === undefined) throw new UsageProblem('--fail-on-regression needs --baseline, which it compares with.');
  return isAsked;
}

function numberOf(name: string, text: string | undefined, { least, isWhole }: { least: number; isWhole: boolean }): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least) || !Number.isFinite(value) || (isWhole && !Number.isInteger(value)))
    throw new UsageProblem(`--${name} ${text} is not a ${isWhole ? 'whole ' : ''}number from ${least}.`);
  return value;
}
