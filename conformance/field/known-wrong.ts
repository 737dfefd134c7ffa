import type { FieldClientName } from './clients.ts';
import type { FieldFacts } from './facts.ts';

/** Facts that the product reads wrong today. A test asserts that they still differ: a change that mends one takes it from here. */
export interface KnownWrong {
  readonly client: FieldClientName;
  readonly traces: readonly string[];
  readonly facts: readonly (keyof FieldFacts)[];
  readonly why: string;
}

export const knownWrong: readonly KnownWrong[] = [];
