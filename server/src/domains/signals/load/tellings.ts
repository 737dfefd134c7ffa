import { beganAtOf, byTelling, endedAtOf, type Incident, type StoredFinding } from '../pure/incidents.ts';
import { isSumOf, leastTelling, tellingOf } from '../pure/telling.ts';
import { bucketMs, judgedWithin, type KnownCourse } from './watch.ts';

/** Series by what they are of. */
export type Courses = ReadonlyMap<string, KnownCourse>;

const nameOf = (metric: string, dimension: string, value: string): string => JSON.stringify([metric, dimension, value]);
export const coursesByName = (courses: readonly KnownCourse[]): Courses =>
  new Map(courses.map((course) => [nameOf(course.series.metric, course.series.dimension, course.series.value), course]));

/** Findings of an incident, the most telling first, by what is known of their buckets. `until`: end of the newest one. */
export const inOrderNow = (incident: Pick<Incident, 'findings'>, courses: Courses, until: Date): StoredFinding[] =>
  byTelling(incident.findings.map((finding) => ({ ...finding, telling: tellingNow(finding, courses, until) })));

/** How telling a finding is; where too little is known of its buckets, what it was. */
function tellingNow(finding: StoredFinding, courses: Courses, until: Date): number {
  if (finding.dimension === 'WORKSPACE') return leastTelling;
  const whole = courses.get(nameOf(finding.metric, 'WORKSPACE', ''));
  const part = courses.get(nameOf(finding.metric, finding.dimension, finding.value));
  if (whole === undefined || part === undefined) return finding.telling;
  const [from, to] = [finding.beganAt, finding.endedAt ?? until.getTime()];
  const [all, own] = [judgedWithin(whole, from, to), judgedWithin(part, from, to)];
  if (all.length === 0 || own.length === 0 || (all[0]?.at ?? 0) > from + bucketMs) return finding.telling;
  return tellingOf(all, own, isSumOf(finding.metric));
}

/** Dollars above what was expected, of the most telling finding of costs; null: none is. */
export function excessOf(findings: readonly StoredFinding[], courses: Courses, until: Date): number | null {
  const finding = findings.find(({ metric, direction }) => metric === 'COST' && direction === 'UP');
  const course = finding === undefined ? undefined : courses.get(nameOf('COST', finding.dimension, finding.value));
  if (course === undefined) return null;
  const judged = judgedWithin(course, beganAtOf({ findings: [...findings] }), endedAtOf({ findings: [...findings] }) ?? until.getTime());
  return judged.reduce((sum, { value, expected }) => sum + (expected === null ? 0 : (value ?? 0) - expected), 0);
}
