import type { AnomalyFinding } from '../../../platform/store/prisma/generated/client.ts';
import { byTelling } from '../pure/incidents.ts';
import { findingOf } from './known.ts';

interface WithFindings {
  readonly findingId: string;
  readonly findings: readonly AnomalyFinding[];
}

/** The finding that explains most. */
export const firstFinding = ({ findingId, findings }: WithFindings): AnomalyFinding =>
  (findings.find(({ id }) => id === findingId) ?? findings[0]) as AnomalyFinding;

/** All findings of an incident, the one that explains most first. */
export function inOrder({ findings }: WithFindings): AnomalyFinding[] {
  const rows = new Map(findings.map((row) => [row.id, row]));
  return byTelling(findings.map(findingOf)).map(({ id }) => rows.get(id) as AnomalyFinding);
}
