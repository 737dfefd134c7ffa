import type { FieldClientName } from './clients.ts';
import type { FieldFacts } from './facts.ts';

/** Facts that the product reads wrong today. A test asserts that they still differ: a change that mends one takes it from here. */
export interface KnownWrong {
  readonly client: FieldClientName;
  readonly traces: readonly string[];
  readonly facts: readonly (keyof FieldFacts)[];
  readonly why: string;
}

export const knownWrong: readonly KnownWrong[] = [
  ...(['pydantic-ai-logfire', 'pydantic-ai-openinference'] as const).map((client) => ({
    client,
    traces: ['failing'],
    facts: ['conversation'] as const,
    why: 'the user’s message, which only the agent has (pydantic_ai.all_messages), is missing beside a call that failed',
  })),
  {
    client: 'mastra',
    traces: ['weather'],
    facts: ['conversation'],
    why: 'what the user wrote, the call of the tool and its result, which are on the spans around a call, are missing',
  },
];
