import { Badge } from 'ui-kit/badge';
import type { JudgeRowFragment } from '../../graphql/generated/graphql.ts';

/** Whether a judge agrees with people as far as is wanted. */
export function Trust({ judge: { isTrusted } }: { readonly judge: Pick<JudgeRowFragment, 'isTrusted'> }) {
  if (isTrusted == null) return <Badge tone="neutral">not measured</Badge>;
  return isTrusted ? <Badge tone="good">trusted</Badge> : <Badge tone="bad">untrusted</Badge>;
}
