import { Badge } from 'ui-kit/badge';
import type { TrainingMethod } from '../../graphql/generated/graphql.ts';

/** How a model was trained; a dash where it isn't known. */
export function MethodBadge({ method }: { readonly method: TrainingMethod | null }) {
  if (method === null) return <Badge title="Not set">–</Badge>;
  return <Badge tone={method === 'DPO' || method === 'RLHF' ? 'accent' : 'neutral'}>{method.toLowerCase()}</Badge>;
}
