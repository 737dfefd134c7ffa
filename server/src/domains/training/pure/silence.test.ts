import { expect, test } from 'vitest';
import { giveUpMs, stallMs } from './silence.ts';

test.each([
  [null, 300_000],
  [0, 300_000],
  [60_000, 300_000],
  [60_001, 300_005],
  [600_000, 3_000_000],
  [10 ** 12, giveUpMs],
])('a job that sends every %s ms is stalled after %s ms', (gapMs, silentMs) => expect(stallMs(gapMs)).toBe(silentMs));
