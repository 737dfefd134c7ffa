import type { Annotation } from '../../annotations/types.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { touchedBy } from './touched.ts';
import { beganAtOf, endedAtOf, type Incident, type StoredFinding } from '../pure/incidents.ts';
import { severityOf } from '../pure/severity.ts';
import { excessOf, inOrderNow, type Courses } from './tellings.ts';
import { bucketMs } from './watch.ts';
import type { AnomalyEnd, AnomalySeverity } from '../types.ts';

/** An incident as it is stored: its findings, the most telling first, and what it has touched. */
export interface Story {
  readonly incident: Incident;
  readonly findings: readonly StoredFinding[];
  readonly first: StoredFinding;
  readonly severity: AnomalySeverity;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  readonly end: AnomalyEnd | null;
  readonly messageCount: number;
  readonly userCount: number;
  readonly excessCostUsd: number | null;
  /** The mark that says that it was expected; null: none does. */
  readonly mark: Annotation | null;
}

/** What is stored of an incident after a pass. `courses`: of all series; `until`: end of the newest bucket. */
export async function storyOf(
  stores: Stores,
  workspaceId: string,
  incident: Incident,
  { courses, marks, until }: { readonly courses: Courses; readonly marks: readonly Annotation[]; readonly until: Date },
): Promise<Story> {
  const findings = inOrderNow(incident, courses, until);
  const first = findings[0] as StoredFinding;
  const [beganAt, endedAt] = [beganAtOf({ findings }), endedAtOf({ findings })];
  const to = endedAt ?? until.getTime();
  const touched = await touchedBy(stores, workspaceId, first, {
    from: new Date(beganAt),
    to: new Date(Math.max(beganAt + Math.min(bucketMs, first.worst.spanMs), to)),
  });
  const excessCostUsd = excessOf(findings, courses, until);
  const { value, expected } = first.worst;
  return {
    incident,
    findings,
    first,
    severity: severityOf({ ...touched, ...first, value, expected, excessCostUsd }),
    beganAt: new Date(beganAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
    end: endedAt === null ? null : first.end,
    messageCount: touched.messageCount,
    userCount: touched.userCount,
    excessCostUsd,
    mark: marks.find((mark) => isExpectedBy(mark, beganAt)) ?? null,
  };
}

/** Whether an incident that begins then was expected: a deployment or a note, such as a campaign, that lasts for a stretch of time. */
const isExpectedBy = ({ kind, at, endAt }: Annotation, beganAt: number): boolean =>
  (kind === 'DEPLOYMENT' || kind === 'NOTE') && endAt !== null && at.getTime() - bucketMs < beganAt && beganAt < endAt.getTime();
