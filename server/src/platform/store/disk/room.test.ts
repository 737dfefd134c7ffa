import { describe, expect, test } from 'vitest';
import { marksOf, nextState, type DiskState } from './room.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

test.each([
  ['a disk of 600 MiB', 600 * MiB, 96 * MiB],
  ['a disk of 20 GiB', 20 * GiB, (20 * GiB) / 50],
  ['a disk of 2 TiB', 2048 * GiB, GiB],
])('%s keeps its reserve', (_name, sizeBytes, reserveBytes) => {
  expect(marksOf(sizeBytes).refuseBelowBytes).toBe(reserveBytes);
});

describe('the state of a disk', () => {
  const sizeBytes = 600 * MiB;
  const { refuseBelowBytes, pauseBelowBytes, resumeFromBytes } = marksOf(sizeBytes);
  const rows: [from: DiskState, freeBytes: number, to: DiskState][] = [
    ['ROOMY', resumeFromBytes - 1, 'ROOMY'],
    ['ROOMY', refuseBelowBytes, 'ROOMY'],
    ['ROOMY', refuseBelowBytes - 1, 'TIGHT'],
    ['ROOMY', pauseBelowBytes - 1, 'FULL'],
    ['TIGHT', refuseBelowBytes, 'TIGHT'],
    ['TIGHT', resumeFromBytes - 1, 'TIGHT'],
    ['TIGHT', resumeFromBytes, 'ROOMY'],
    ['TIGHT', pauseBelowBytes, 'TIGHT'],
    ['TIGHT', pauseBelowBytes - 1, 'FULL'],
    ['FULL', pauseBelowBytes, 'FULL'],
    ['FULL', resumeFromBytes - 1, 'FULL'],
    ['FULL', resumeFromBytes, 'ROOMY'],
  ];
  test.each(rows)('from %s with %d bytes free is %s', (from, freeBytes, to) => {
    expect(nextState(from, { freeBytes, sizeBytes })).toBe(to);
  });
});
