import type { TurnFragment } from '../../graphql/generated/graphql.ts';

type Counted = Pick<TurnFragment, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'latencyMs'> & {
  readonly toolCalls: readonly { readonly success?: boolean | null }[];
};

/** Sums over the messages that are loaded; null where none of them says. */
export interface Totals {
  readonly inputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly outputTokens: number | null;
  readonly latencyMs: number | null;
  readonly toolCalls: number;
  readonly failedToolCalls: number;
}

export function totalsOf(turns: readonly Counted[]): Totals {
  const calls = turns.flatMap(({ toolCalls }) => toolCalls);
  return {
    inputTokens: sum(turns.map((turn) => turn.inputTokens)),
    cacheReadTokens: sum(turns.map((turn) => turn.cacheReadTokens)),
    outputTokens: sum(turns.map((turn) => turn.outputTokens)),
    latencyMs: sum(turns.map((turn) => turn.latencyMs)),
    toolCalls: calls.length,
    failedToolCalls: calls.filter(({ success }) => success === false).length,
  };
}

function sum(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value != null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
