import type { ActivityMeasure, EventMeasure, NumberTest, PropertyTest, SeenMoment, TimeTest } from '../types.ts';

type Given<Value> = Value | null | undefined;

/** A condition on a property as the API takes it. */
export interface PropertyInput {
  readonly name: string;
  readonly test: PropertyTest;
  readonly value?: unknown;
}

/** A rule as the API takes it: what is not given is absent or null. */
export interface RuleInput {
  readonly all?: Given<readonly RuleInput[]>;
  readonly any?: Given<readonly RuleInput[]>;
  readonly not?: Given<RuleInput>;
  readonly property?: Given<PropertyInput>;
  readonly activity?: Given<{
    readonly measure: ActivityMeasure;
    readonly test: NumberTest;
    readonly number: number;
    readonly days?: Given<number>;
    readonly models?: Given<readonly string[]>;
    readonly tools?: Given<readonly string[]>;
    readonly ratings?: Given<readonly number[]>;
  }>;
  readonly seen?: Given<{ readonly which: SeenMoment; readonly test: TimeTest; readonly at?: Given<Date>; readonly days?: Given<number> }>;
  readonly event?: Given<{
    readonly name: string;
    readonly measure?: Given<EventMeasure>;
    readonly test: NumberTest;
    readonly number: number;
    readonly days?: Given<number>;
  }>;
  readonly funnel?: Given<{
    readonly steps: readonly string[];
    readonly reached: number;
    readonly isLast?: Given<boolean>;
    readonly withinDays: number;
  }>;
  readonly exposure?: Given<{ readonly experiment: string; readonly variants?: Given<readonly string[]> }>;
  readonly users?: Given<readonly string[]>;
}
