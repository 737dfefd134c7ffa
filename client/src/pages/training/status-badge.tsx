import { Badge } from 'ui-kit/badge';
import type { TrainingEndReason, TrainingStatus } from '../../graphql/generated/graphql.ts';
import { endWords, stateWords } from './words.ts';

export interface StatusBadgeProps {
  readonly status: TrainingStatus;
  readonly endReason: TrainingEndReason | null;
}

/** The state of a job, with its reason under the pointer. */
export function StatusBadge({ status, endReason }: StatusBadgeProps) {
  const { label, tone, says } = stateWords[status];
  return (
    <Badge tone={tone} title={endReason === null ? says : `${says}: ${endWords[endReason]}`}>
      {label}
    </Badge>
  );
}
