import { visit, type GraphQLResolveInfo, type SelectionNode } from 'graphql';
import { isLeftOut } from '../../../platform/graphql/limits/left-out.ts';
import { everyPart, type NumberPart } from '../queries/numbers.ts';

/** The fields that need a part, those of a comparison included. */
const fieldsOf: Record<NumberPart, readonly string[]> = {
  conversations: ['conversationCount'],
  users: ['userCount'],
  latencies: ['latencyMs'],
  timesToFirstToken: ['timeToFirstTokenMs'],
  errors: ['errorCount', 'errorShare', 'comparison'],
  evaluated: ['evaluatedCount', 'failureTags'],
  inputTokens: ['inputTokens', 'cacheReadTokens', 'cacheWriteTokens'],
  outputTokens: ['outputTokens', 'reasoningTokens'],
  cost: ['costUsd', 'costPerMessageUsd', 'costPerSuccessUsd', 'pricedCount'],
  ratings: ['ratedCount', 'averageRating', 'ratings', 'comparison'],
  verdicts: ['judgedCount', 'successShare', 'successInterval', 'costPerSuccessUsd', 'comparison'],
};

type Operation = Pick<GraphQLResolveInfo, 'operation' | 'fragments' | 'variableValues'>;

/** The parts of numbers of which an operation names no field, and whether it names a field about the compared period. */
export function partsOf(info: Operation): { readonly without: ReadonlySet<NumberPart>; readonly isCompared: boolean } {
  const named = namedFields(info);
  return {
    without: new Set([...everyPart].filter((part) => !fieldsOf[part].some((field) => named.has(field)))),
    isCompared: [...named].some((field) => /^previous|omparison$/.test(field)),
  };
}

/** The fields that an operation names, in no fragment that its variables leave out. */
function namedFields({ operation, fragments, variableValues }: Operation): ReadonlySet<string> {
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
  return named;
}
