import { isPaidKind } from '../pure/counted.ts';
import type { UsageStep } from '../pure/conventions/usage-reading.ts';
import type { TraceTree } from './tree.ts';

/** Why the tokens that a span reports are in no sum of its trace (pure/counted.ts); null: they are, or it reports none. */
export function whyUncounted({ tree, place }: { readonly tree: TraceTree; readonly place: number }): UsageStep | null {
  const own = (tree.inputTokens[place] as number) + (tree.outputTokens[place] as number);
  if (own === 0 || tree.counted[place] === 1) return null;
  const { subtrees } = tree;
  const below = (subtrees.inputTokens[place] as number) + (subtrees.outputTokens[place] as number);
  if (below > 0) return own > below ? 'MORE_THAN_BELOW:TREE' : 'OF_SPANS_BELOW:TREE';
  return isPaidKind(tree.kinds.of[place] as number) ? 'OF_TWIN:TREE' : 'OF_SPAN_ABOVE:TREE';
}
