import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { isLeftOut } from '../../../platform/graphql/limits/left-out.ts';
import { everyPart, type NumberPart } from '../queries/numbers.ts';
import { groupSeries, type GroupSeries } from '../report.ts';

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

/** Of an operation: the parts of numbers of which it names no field, whether it names a field about the compared period, and series of groups. */
export function partsOf(info: Operation): {
  readonly without: ReadonlySet<NumberPart>;
  readonly isCompared: boolean;
  readonly series: ReadonlySet<GroupSeries>;
} {
  const { fields, paths } = namedFields(info);
  return {
    without: new Set([...everyPart].filter((part) => !fieldsOf[part].some((field) => fields.has(field)))),
    isCompared: [...fields].some((field) => /^previous|omparison$/.test(field)),
    series: new Set(groupSeries.filter((path) => paths.has(path))),
  };
}

/** The fields that an operation names, and each after the field that it is of (`byModel.series`), in no fragment that its variables leave out. */
function namedFields({ operation, fragments, variableValues }: Operation): {
  readonly fields: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
} {
  const fields = new Set<string>();
  const paths = new Set<string>();
  const spread = new Set<string>();
  const read = (selections: SelectionSetNode | undefined, parent: string): void => {
    for (const node of selections?.selections ?? []) {
      if (isLeftOut(node, (name) => variableValues.coerced[name])) continue;
      if (node.kind === Kind.FIELD) {
        fields.add(node.name.value);
        paths.add(`${parent}.${node.name.value}`);
        read(node.selectionSet, node.name.value);
      } else if (node.kind === Kind.INLINE_FRAGMENT) read(node.selectionSet, parent);
      else if (!spread.has(`${parent} ${node.name.value}`)) {
        spread.add(`${parent} ${node.name.value}`);
        read(fragments[node.name.value]?.selectionSet, parent);
      }
    }
  };
  read(operation.selectionSet, '');
  return { fields, paths };
}
