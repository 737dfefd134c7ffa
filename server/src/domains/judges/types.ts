export const rubricScales = ['PASS_FAIL', 'ONE_TO_FIVE', 'ZERO_TO_ONE', 'CATEGORY'] as const;
export type RubricScale = (typeof rubricScales)[number];

/** An answer that shows how the rubric is meant. */
export interface RubricExample {
  readonly question: string;
  readonly answer: string;
  /** As the scale has them: "pass", "4", "0.5", a category. */
  readonly verdict: string;
  readonly reason: string;
}

/** What a judge looks for. */
export interface RubricContent {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
  readonly scale: RubricScale;
  /** Of CATEGORY, in their order; empty for other scales. */
  readonly categories: readonly string[];
  readonly examples: readonly RubricExample[];
  /** Whether the text that the message should have had is shown, where people have written one. */
  readonly usesReference: boolean;
}

/** A rubric as it is now. */
export interface Rubric extends RubricContent {
  readonly id: string;
  /** From 1; of a ready one that was not edited 1. */
  readonly version: number;
  readonly isBuiltIn: boolean;
  /** Null: a ready one that is neither used nor edited. */
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly archivedAt: Date | null;
}

/** Code in a sandbox is not among them ([decision 74](docs/decisions/0074-judges.md)). */
export const ruleKinds = ['REGEX', 'CONTAINS', 'JSON_SCHEMA', 'LENGTH', 'LATENCY', 'COST'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A check of an answer without a model: it passes or fails. */
export interface Rule {
  readonly kind: RuleKind;
  /** REGEX: the pattern. */
  readonly pattern: string | null;
  /** CONTAINS: one of these suffices. */
  readonly texts: readonly string[];
  readonly ignoresCase: boolean;
  /** JSON_SCHEMA: what the answer is to fit; null: any JSON. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  /** LENGTH in characters, LATENCY in milliseconds, COST in US dollars; null: no limit on that side. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Whether an answer passes that does not match. */
  readonly isNegated: boolean;
}

/** What a judge says of a message. */
export interface Verdict {
  /** PASS_FAIL 0 or 1, ONE_TO_FIVE 1 to 5, ZERO_TO_ONE 0 to 1; null: a category. */
  readonly value: number | null;
  /** "pass" or "fail", or a category; null: a number. */
  readonly label: string | null;
  readonly reason: string;
}

export const judgeRunStates = ['WAITING', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED', 'FAILED'] as const;
export type JudgeRunState = (typeof judgeRunStates)[number];

export const maxRubrics = 200;
export const maxJudges = 100;
export const maxRubricVersions = 500;
export const maxKeyLength = 64;
export const maxNameLength = 100;
export const maxCriteriaLength = 20_000;
export const maxDescriptionLength = 1_000;
export const maxCategories = 20;
export const maxCategoryLength = 64;
export const maxExamples = 10;
export const maxExampleLength = 4_000;
export const maxRuleTexts = 50;
export const maxRuleTextLength = 500;
export const maxPatternLength = 500;
/** Of one run. */
export const maxItems = 100_000;
export const maxSides = 6;
/** What one call of a judge may answer. */
export const maxOutputTokens = 700;
/** Of people and the judge, for an agreement that says something. */
export const leastCompared = 20;
