import { DAY, noise } from './made-up.ts';

export interface CohortWeek {
  readonly startedAt: Date;
  readonly week: number;
  readonly activeCount: number | null;
  readonly userCount: number;
  readonly isRunning: boolean;
}

/** Weekly cohorts of a product that people come back to less and less; the newest cell of each is still filling. */
export function cohortWeeks(count: number): CohortWeek[] {
  const next = noise(41);
  const monday = Date.UTC(2026, 7, 3);
  return Array.from({ length: count }, (_, cohort) => {
    const userCount = Math.round(180 + next() * 320);
    return Array.from({ length: count - cohort }, (_, week): CohortWeek => {
      const isRunning = week === count - cohort - 1;
      const share = week === 0 ? 1 : 0.18 + 0.42 * Math.exp(-week / 3) + cohort * 0.006 + (next() - 0.5) * 0.04;
      return {
        startedAt: new Date(monday + cohort * 7 * DAY),
        week,
        userCount,
        isRunning,
        activeCount: Math.round(userCount * Math.min(1, isRunning && week > 0 ? share * 0.5 : share)),
      };
    });
  }).flat();
}
