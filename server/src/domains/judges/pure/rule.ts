import type { Rule, Verdict } from '../types.ts';

/** What of a message rules look at. */
export interface RuledMessage {
  readonly answer: string;
  /** Null: not reported. */
  readonly latencyMs: number | null;
  /** Null: no price is known, or no tokens were reported. */
  readonly costUsd: number | null;
}

/** What rules look with; null: it took too long. */
export interface RuleThreads {
  /** Whether a pattern is found in a text. */
  readonly search: (pattern: string, flags: string, text: string) => Promise<boolean | null>;
  /** Why a text does not fit a JSON Schema; `problem` null: it does. */
  readonly outputProblem: (schema: Readonly<Record<string, unknown>>, text: string) => Promise<{ readonly problem: string | null } | null>;
}

/** Why a rule can't say anything about a message. */
export class RuleSilent extends Error {
  readonly code: 'NOT_REPORTED' | 'TOO_SLOW';
  constructor(code: 'NOT_REPORTED' | 'TOO_SLOW', message: string) {
    super(message);
    this.code = code;
  }
}

/** What a rule says of a message. Errors: throws `RuleSilent`. */
export async function ruleVerdict(rule: Rule, message: RuledMessage, threads: RuleThreads): Promise<Verdict> {
  const [matches, reason] = await found(rule, message, threads);
  const passes = matches !== rule.isNegated;
  return { value: passes ? 1 : 0, label: passes ? 'pass' : 'fail', reason };
}

async function found(
  rule: Rule,
  { answer, latencyMs, costUsd }: RuledMessage,
  { search, outputProblem }: RuleThreads,
): Promise<readonly [boolean, string]> {
  const { kind, pattern, texts, ignoresCase, schema } = rule;
  switch (kind) {
    case 'REGEX': {
      const isFound = await search(pattern ?? '', ignoresCase ? 'iu' : 'u', answer);
      if (isFound === null) throw new RuleSilent('TOO_SLOW', 'The pattern takes too long on this text: it tries too many ways.');
      return [isFound, isFound ? 'The pattern is found.' : 'The pattern is not found.'];
    }
    case 'CONTAINS': {
      const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
      const folded = fold(answer);
      const held = texts.find((text) => folded.includes(fold(text)));
      return [held !== undefined, held === undefined ? 'None of the texts is found.' : `The text ${JSON.stringify(held)} is found.`];
    }
    case 'JSON_SCHEMA': {
      const checked = await outputProblem(schema ?? {}, answer);
      if (checked === null) throw new RuleSilent('TOO_SLOW', 'The check by the schema takes too long on this text.');
      const { problem } = checked;
      return [problem === null, problem ?? 'The answer fits the schema.'];
    }
    case 'LENGTH':
      return within(rule, [...answer].length, 'characters');
    case 'LATENCY':
      if (latencyMs === null) throw new RuleSilent('NOT_REPORTED', 'The message reports no latency.');
      return within(rule, latencyMs, 'ms');
    case 'COST':
      if (costUsd === null) throw new RuleSilent('NOT_REPORTED', 'The message has no cost: no tokens were reported, or no price is known.');
      return within(rule, costUsd, 'US dollars');
    default:
      return kind satisfies never;
  }
}

function within({ minimum, maximum }: Rule, value: number, unit: string): readonly [boolean, string] {
  const isWithin = (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
  const range = minimum === null ? `at most ${maximum}` : maximum === null ? `at least ${minimum}` : `${minimum} to ${maximum}`;
  return [isWithin, `${value} ${unit}; ${range} is wanted.`];
}
