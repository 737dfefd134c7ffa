import { expect, test } from 'vitest';
import { hourMs } from './rhythm.ts';
import { storyOf } from './story.ts';

const monday = Date.parse('2026-11-16T00:00:00Z');

test.each([1, 2, 3, 7, 30])('in a past of %d days every event begins in it, at whatever hour of the week it ends', (days) => {
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const { past, incident, degradation, experiment } = storyOf({ anchorMs: monday + hour * hourMs, days });
    expect(incident.fromMs).toBeGreaterThanOrEqual(past.fromMs);
    expect(incident.toMs).toBeLessThanOrEqual(past.toMs);
    for (const { fromMs } of [degradation, experiment]) {
      expect(fromMs).toBeGreaterThanOrEqual(past.fromMs);
      expect(fromMs).toBeLessThan(past.toMs);
    }
  }
});
