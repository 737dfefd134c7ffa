import type { Scalar } from '../users/types.ts';

/** How a number is compared. */
export const numberTests = ['ABOVE', 'AT_LEAST', 'BELOW', 'AT_MOST', 'EQUALS'] as const;
export type NumberTest = (typeof numberTests)[number];

/** How a property is looked at. A value of another type than the test is about meets it not. */
export const propertyTests = [
  'IS',
  'CONTAINS',
  'ABOVE',
  'AT_LEAST',
  'BELOW',
  'AT_MOST',
  'BEFORE',
  'AFTER',
  'WITHIN_DAYS',
  'EXISTS',
] as const;
export type PropertyTest = (typeof propertyTests)[number];

/** What is counted of what a user did. */
export const activityMeasures = [
  'MESSAGES',
  'ANSWERS',
  'CONVERSATIONS',
  'SESSIONS',
  'ACTIVE_DAYS',
  'RATINGS',
  'AVERAGE_RATING',
  'SUCCESSES',
  'FAILURES',
  'ERRORS',
  'TOOL_CALLS',
  'TOKENS',
  'COST_USD',
] as const;
export type ActivityMeasure = (typeof activityMeasures)[number];

export const seenMoments = ['FIRST', 'LAST'] as const;
export type SeenMoment = (typeof seenMoments)[number];
export const timeTests = ['BEFORE', 'AFTER', 'WITHIN_DAYS'] as const;
export type TimeTest = (typeof timeTests)[number];
export const eventMeasures = ['COUNT', 'SUM'] as const;
export type EventMeasure = (typeof eventMeasures)[number];

/** What the application says of the user. */
export interface PropertyRule {
  readonly name: string;
  readonly test: PropertyTest;
  /** IS: one of these. */
  readonly values?: readonly Scalar[];
  /** CONTAINS */
  readonly text?: string;
  /** ABOVE, AT_LEAST, BELOW, AT_MOST */
  readonly number?: number;
  /** BEFORE, AFTER: ISO 8601. */
  readonly at?: string;
  /** WITHIN_DAYS */
  readonly days?: number;
}

/** What the messages of the user sum up to. */
export interface ActivityRule {
  readonly measure: ActivityMeasure;
  readonly test: NumberTest;
  readonly number: number;
  /** Back from now; absent: ever. */
  readonly days?: number;
  /** Of these models alone; absent: of all. */
  readonly models?: readonly string[];
  /** TOOL_CALLS: of these tools alone; absent: of all. */
  readonly tools?: readonly string[];
  /** RATINGS: of these alone; absent: all. */
  readonly ratings?: readonly number[];
}

/** When the user's first or last message was. */
export interface SeenRule {
  readonly which: SeenMoment;
  readonly test: TimeTest;
  readonly at?: string;
  readonly days?: number;
}

/** Events that the application reported of the user. */
export interface EventRule {
  readonly name: string;
  readonly measure: EventMeasure;
  readonly test: NumberTest;
  readonly number: number;
  readonly days?: number;
}

/** How far the user came in steps that follow each other. */
export interface FunnelRule {
  /** Names of events, in order. */
  readonly steps: readonly string[];
  /** How many steps were reached, from 1. */
  readonly reached: number;
  /** True: so many and no more. */
  readonly isLast: boolean;
  /** From the first step to the last. */
  readonly withinDays: number;
}

/** What the user was shown of an experiment or a flag. */
export interface ExposureRule {
  readonly experiment: string;
  /** Empty: any. */
  readonly variants: readonly string[];
}

/** Which users are in a cohort: exactly one of the fields. */
export type CohortRule =
  | { readonly all: readonly CohortRule[] }
  | { readonly any: readonly CohortRule[] }
  | { readonly not: CohortRule }
  | { readonly property: PropertyRule }
  | { readonly activity: ActivityRule }
  | { readonly seen: SeenRule }
  | { readonly event: EventRule }
  | { readonly funnel: FunnelRule }
  | { readonly exposure: ExposureRule }
  | { readonly users: readonly string[] };

export const maxCohorts = 500;
export const maxNameLength = 200;
export const maxDescriptionLength = 2_000;
export const maxLeaves = 50;
export const maxDepth = 6;
export const maxListedUsers = 10_000;
/** Characters of a rule as JSON: each count sends them all to ClickHouse, which reads them once for each. */
export const maxRuleLength = 900_000;
export const maxListed = 100;
export const maxSteps = 10;
export const maxDays = 3_650;
/** Days of sizes that are kept. */
export const keptSizeDays = 400;

/** A cohort as others read it. */
export interface CohortDefinition {
  readonly id: string;
  readonly name: string;
  readonly rule: CohortRule;
}
