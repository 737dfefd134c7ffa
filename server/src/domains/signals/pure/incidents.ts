import type { AnomalyDirection, AnomalyEnd, AnomalyKind, SeriesKey } from '../types.ts';
import type { Worst } from './detect/findings.ts';
import { effectOf, leastTelling } from './telling.ts';

/** A finding as it is stored; times in ms since 1970. */
export interface StoredFinding extends SeriesKey {
  readonly id: string;
  readonly seriesId: string;
  readonly kind: AnomalyKind;
  readonly direction: AnomalyDirection;
  readonly beganAt: number;
  readonly openedAt: number;
  readonly endedAt: number | null;
  readonly end: AnomalyEnd | null;
  readonly worst: Worst;
  readonly strength: number;
  readonly telling: number;
}

/** An incident whose findings go on, or ended a short time ago. */
export interface Incident {
  readonly id: string;
  readonly isNew: boolean;
  readonly findings: StoredFinding[];
}

/** What has become of a finding of a series. */
export interface FindingEvent {
  readonly at: number;
  readonly change: 'OPENED' | 'CHANGED' | 'CLOSED';
  readonly finding: StoredFinding;
}

const hourMs = 3_600_000;
/** Findings that begin within it of each other are of one incident, whatever they are of. */
const togetherMs = 6 * hourMs;
/** An incident takes on what is related to it until so long after its end, */
const relatedMs = 24 * hourMs;
/** and a finding of the same series in the same direction within this time. */
const againMs = 72 * hourMs;
/** So long after their end, incidents are looked at. */
export const rememberedMs = Math.max(togetherMs, relatedMs, againMs);

/**
 * A finding began between its first hour that was out and the one that made it a finding. Of a series with few messages, whose hours are judged together,
 * these lie far apart.
 */
const isKnown = ({ beganAt, openedAt }: StoredFinding): boolean => openedAt - beganAt <= togetherMs;

/**
 * When an incident began: with the first finding whose beginning is known, or with one that opened before that one began. In ms since 1970.
 */
export function beganAtOf({ findings }: Pick<Incident, 'findings'>): number {
  const known = Math.min(...findings.filter(isKnown).map(({ beganAt }) => beganAt));
  const before = findings.filter((finding) => !isKnown(finding) && finding.openedAt < known);
  return Math.min(known, ...before.map(({ beganAt }) => beganAt));
}
/** When a finding is shown to have begun: one whose beginning is not known, not before its incident. In ms since 1970. */
export const shownBeganAt = (finding: number, incident: number): number => Math.max(finding, incident);

/** When the last finding was over; null: one goes on. */
export const endedAtOf = ({ findings }: Pick<Incident, 'findings'>): number | null =>
  findings.some(({ endedAt }) => endedAt === null) ? null : Math.max(...findings.map(({ endedAt }) => endedAt ?? 0));

/** How near a new finding is to an incident: 0 not at all. */
function nearness(incident: Incident, finding: StoredFinding): number {
  // What comes slowly and what comes at once have not one cause.
  if (incident.findings.some(({ kind }) => (kind === 'DRIFT') !== (finding.kind === 'DRIFT'))) return 0;
  const since = finding.beganAt - (endedAtOf(incident) ?? Number.POSITIVE_INFINITY);
  const isSame = (other: StoredFinding): boolean => other.seriesId === finding.seriesId && other.direction === finding.direction;
  if (since <= againMs && incident.findings.some(isSame)) return 3;
  const isRelated = (other: StoredFinding): boolean =>
    (other.metric === finding.metric && other.direction === finding.direction) ||
    (other.dimension === finding.dimension && other.value === finding.value && other.dimension !== 'WORKSPACE');
  if (since <= relatedMs && incident.findings.some(isRelated)) return 2;
  return incident.findings.some(({ beganAt }) => Math.abs(beganAt - finding.beganAt) <= togetherMs) ? 1 : 0;
}

/**
 * Takes events into incidents, in their order: a new finding joins the incident that is nearest to it, or becomes one. `newId` gives the id of a
 * new one. Returns those that have changed.
 *
 * What drifts, and what changes at once, are of different incidents.
 *
 * Near  of the same series and direction, up to three days after its end; of the same metric and direction, or the same value of a dimension, up
 *       to a day after; anything that began within six hours of one of its findings.
 */
export function groupInto(incidents: Incident[], events: readonly FindingEvent[], newId: () => string): Set<Incident> {
  const changed = new Set<Incident>();
  for (const { change, finding } of events.toSorted((one, other) => one.at - other.at)) {
    const own = incidents.find(({ findings }) => findings.some(({ id }) => id === finding.id));
    if (own !== undefined) {
      own.findings[own.findings.findIndex(({ id }) => id === finding.id)] = finding;
      changed.add(own);
      continue;
    }
    // One that was held back when it opened has no incident.
    if (change !== 'OPENED') continue;
    const near = incidents
      .map((incident) => ({ incident, by: nearness(incident, finding) }))
      .filter(({ by }) => by > 0)
      .toSorted((one, other) => other.by - one.by || beganAtOf(other.incident) - beganAtOf(one.incident))[0];
    const incident = near?.incident ?? { id: newId(), isNew: true, findings: [] };
    incident.findings.push(finding);
    if (near === undefined) incidents.push(incident);
    changed.add(incident);
  }
  return changed;
}

/** How much a finding tells: its part of the change beyond its share of the messages, times how large the change is. */
function weightOf({ metric, dimension, telling, worst }: StoredFinding): number {
  const part = dimension === 'WORKSPACE' ? leastTelling : Math.max(0, telling);
  return part * effectOf(metric, worst.value, worst.expected);
}

/** Findings of an incident, the most telling first. */
export const byTelling = (findings: readonly StoredFinding[]): StoredFinding[] =>
  findings.toSorted(
    (one, other) =>
      weightOf(other) - weightOf(one) || Math.abs(other.worst.deviation) - Math.abs(one.worst.deviation) || (one.id < other.id ? -1 : 1),
  );
