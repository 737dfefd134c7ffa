import { visit, type GraphQLResolveInfo } from 'graphql';
import type { CostlyNumber } from '../queries/numbers.ts';

const fieldOf: Record<CostlyNumber, string> = {
  conversations: 'conversationCount',
  users: 'userCount',
  latencies: 'latencyMs',
  timesToFirstToken: 'timeToFirstTokenMs',
};

/** The costly numbers that an operation names nowhere, in no field and no fragment. */
export function unaskedNumbers({ operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>): ReadonlySet<CostlyNumber> {
  const named = new Set<string>();
  for (const node of [operation, ...Object.values(fragments)]) visit(node, { Field: ({ name }) => void named.add(name.value) });
  return new Set((Object.keys(fieldOf) as CostlyNumber[]).filter((number) => !named.has(fieldOf[number])));
}
