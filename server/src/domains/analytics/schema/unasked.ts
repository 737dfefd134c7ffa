import { visit, type GraphQLResolveInfo, type SelectionNode } from 'graphql';
import { isLeftOut } from '../../../platform/graphql/limits/left-out.ts';
import type { CostlyNumber } from '../queries/numbers.ts';

const fieldOf: Record<CostlyNumber, string> = {
  conversations: 'conversationCount',
  users: 'userCount',
  latencies: 'latencyMs',
  timesToFirstToken: 'timeToFirstTokenMs',
};

/** The costly numbers that an operation names nowhere, in no field and no fragment that its variables do not leave out. */
export function unaskedNumbers({
  operation,
  fragments,
  variableValues,
}: Pick<GraphQLResolveInfo, 'operation' | 'fragments' | 'variableValues'>): ReadonlySet<CostlyNumber> {
  const named = new Set<string>();
  const spread = new Set<string>();
  // `false` goes past what is below a selection.
  const look = (node: SelectionNode) => (isLeftOut(node, (name) => variableValues.coerced[name]) ? false : undefined);
  const read = (node: Parameters<typeof visit>[0]): void =>
    void visit(node, {
      Field: (field) => {
        if (look(field) === false) return false;
        named.add(field.name.value);
        return undefined;
      },
      InlineFragment: look,
      FragmentSpread: (fragment) => {
        const name = fragment.name.value;
        if (look(fragment) === false || spread.has(name)) return;
        spread.add(name);
        if (fragments[name] !== undefined) read(fragments[name]);
      },
    });
  read(operation);
  return new Set((Object.keys(fieldOf) as CostlyNumber[]).filter((number) => !named.has(fieldOf[number])));
}
