import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../../tests/shared-data.testing.ts';
import { confidentJoint, labelIssues, thresholdsOf } from './label-errors.ts';

const folder = join(sharedData ?? '', 'learning/label_errors');

/** Numbers of a file of NumPy, of the types that these files have. */
function npy(path: string): Float64Array {
  const bytes = readFileSync(join(folder, path));
  const head = bytes.subarray(10, 10 + bytes.readUInt16LE(8)).toString();
  const type = /'descr': '<(\w+)'/.exec(head)?.[1];
  const data = bytes.buffer.slice(bytes.byteOffset + 10 + bytes.readUInt16LE(8), bytes.byteOffset + bytes.length);
  if (type === 'f8') return new Float64Array(data);
  if (type === 'u2') return Float64Array.from(new Uint16Array(data));
  throw new Error(`${path} holds ${type ?? 'something else'}.`);
}

// Counts by cleanlab (7506257) on the same probabilities.
test.skipIf(sharedData === null || !existsSync(folder)).each([
  ['imdb', 2, 1_309],
  ['20news', 20, 95],
] as const)(
  `of %s as many labels are flagged as by cleanlab, within a hundredth${needsSharedData === '' ? '' : ` (${needsSharedData})`}`,
  (name, classCount, expected) => {
    const labels = npy(`original_test_labels/${name}_test_set_original_labels.npy`);
    const probabilities = npy(`cross_validated_predicted_probabilities/${name}_test_set_pyx.npy`);
    const issues = labelIssues({ labels, probabilities, classCount });
    expect(Math.abs(issues.length - expected)).toBeLessThanOrEqual(Math.max(1, expected / 100));
    expect(new Set(issues.map(({ item }) => item)).size).toBe(issues.length);
    for (const { item, given, suggested } of issues) {
      expect(labels[item]).toBe(given);
      expect(suggested).not.toBe(given);
    }
  },
);

test('a planted error is found, and what is probable as given is not', () => {
  // Three of class 0, of which the last looks like class 1; three of class 1.
  const items = {
    labels: [0, 0, 0, 1, 1, 1],
    probabilities: [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.2, 0.8, 0.1, 0.9, 0.3, 0.7],
    classCount: 2,
  };
  expect([...thresholdsOf(items)]).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.8, 12)]);
  expect([...confidentJoint(items)]).toEqual([2, 1, 0, 3]);
  expect(labelIssues(items)).toEqual([{ item: 2, given: 0, suggested: 1, selfConfidence: 0.1 }]);
});

test('without items, or with one class, there are none', () => {
  expect(labelIssues({ labels: [], probabilities: [], classCount: 3 })).toEqual([]);
  expect(labelIssues({ labels: [0, 0], probabilities: [1, 1], classCount: 1 })).toEqual([]);
});
