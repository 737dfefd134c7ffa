import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

const treeFields = new Set(['columns', 'spans', 'criticalPath', 'search']);

/** Whether a field of type Trace is asked for something that its whole tree is read for. */
export function selectsTree({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const holds = (selectionSet: SelectionSetNode | undefined): boolean =>
    selectionSet?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return treeFields.has(selection.name.value);
      return holds(selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value]?.selectionSet : selection.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => holds(selectionSet));
}
