import type {
  CohortActivityMeasure,
  CohortEventMeasure,
  CohortNumberTest,
  CohortPropertyTest,
  CohortSeenMoment,
  CohortTimeTest,
} from '../../graphql/generated/graphql.ts';

/** A rule as the API stores it: one field of it is there. */
export interface StoredRule {
  readonly all?: readonly StoredRule[];
  readonly any?: readonly StoredRule[];
  readonly not?: StoredRule;
  readonly property?: {
    readonly name: string;
    readonly test: CohortPropertyTest;
    readonly values?: readonly unknown[];
    readonly text?: string;
    readonly number?: number;
    readonly at?: string;
    readonly days?: number;
  };
  readonly activity?: {
    readonly measure: CohortActivityMeasure;
    readonly test: CohortNumberTest;
    readonly number: number;
    readonly days?: number;
    readonly models?: readonly string[];
    readonly tools?: readonly string[];
    readonly ratings?: readonly number[];
  };
  readonly seen?: { readonly which: CohortSeenMoment; readonly test: CohortTimeTest; readonly at?: string; readonly days?: number };
  readonly event?: {
    readonly name: string;
    readonly measure: CohortEventMeasure;
    readonly test: CohortNumberTest;
    readonly number: number;
    readonly days?: number;
  };
  readonly funnel?: {
    readonly steps: readonly string[];
    readonly reached: number;
    readonly isLast: boolean;
    readonly withinDays: number;
  };
  readonly exposure?: { readonly experiment: string; readonly variants: readonly string[] };
  /** In the audit trail how many they are: `••• (3)`. */
  readonly users?: readonly string[] | string;
}
