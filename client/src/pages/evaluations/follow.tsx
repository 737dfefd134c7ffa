import { EvaluationRunProgressDocument } from '../../graphql/generated/graphql.ts';
import type { EvaluationRunProgressPartFragment } from '../../graphql/generated/graphql.ts';
import { useChanges } from '../../graphql/use-live.ts';

/** Follows a run while it is on the page. */
export function Follow({ id, onChange }: { readonly id: string; readonly onChange: (now: EvaluationRunProgressPartFragment) => void }) {
  useChanges(EvaluationRunProgressDocument, { id }, ({ evaluationRunChanged }) => onChange(evaluationRunChanged));
  return null;
}
