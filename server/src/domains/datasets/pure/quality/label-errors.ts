/** Items with the label that each was given, and how probable each class is by a model that has not seen the item (cross-validated). */
export interface LabelledItems {
  /** Class of each item, from 0. */
  readonly labels: ArrayLike<number>;
  /** Row by row, one probability a class. */
  readonly probabilities: ArrayLike<number>;
  readonly classCount: number;
}

export interface LabelIssue {
  /** Place of the item. */
  readonly item: number;
  readonly given: number;
  /** The class that is most probable. */
  readonly suggested: number;
  /** Probability of the given class: the lower, the surer is the error. */
  readonly selfConfidence: number;
}

/** cleanlab's: floating-point sums may miss a threshold by so much. */
const tolerance = 1e-6;

/** Mean probability of each class over the items that have its label; infinite for a class without items. */
export function thresholdsOf({ labels, probabilities, classCount }: LabelledItems): Float64Array {
  const sums = new Float64Array(classCount);
  const counts = new Float64Array(classCount);
  for (let item = 0; item < labels.length; item += 1) {
    const label = labels[item] as number;
    sums[label] = (sums[label] as number) + (probabilities[item * classCount + label] as number);
    counts[label] = (counts[label] as number) + 1;
  }
  return sums.map((sum, label) => (counts[label] === 0 ? Number.POSITIVE_INFINITY : sum / (counts[label] as number)));
}

/**
 * How many items with a given label (row) are truly of each class (column), by confident learning (Northcutt et al. 2021): an item counts for
 * the most probable class among those whose probability reaches the class's threshold; calibrated so that each row sums to the number of items
 * with its label.
 */
export function confidentJoint(items: LabelledItems): Float64Array {
  const { labels, probabilities, classCount } = items;
  const thresholds = thresholdsOf(items);
  const joint = new Float64Array(classCount * classCount);
  const given = new Float64Array(classCount);
  for (let item = 0; item < labels.length; item += 1) {
    const label = labels[item] as number;
    given[label] = (given[label] as number) + 1;
    let best = -1;
    let most = -1;
    for (let of = 0; of < classCount; of += 1) {
      const probability = probabilities[item * classCount + of] as number;
      if (probability >= (thresholds[of] as number) - tolerance && probability > most) {
        most = probability;
        best = of;
      }
    }
    if (best !== -1) joint[label * classCount + best] = (joint[label * classCount + best] as number) + 1;
  }
  // Each class is itself at least once.
  for (let of = 0; of < classCount; of += 1) joint[of * classCount + of] = Math.max(1, joint[of * classCount + of] as number);
  for (let label = 0; label < classCount; label += 1) {
    const row = joint.subarray(label * classCount, (label + 1) * classCount);
    const sum = row.reduce((all, count) => all + count, 0);
    const scale = (given[label] as number) / sum;
    for (let of = 0; of < classCount; of += 1) row[of] = (row[of] as number) * scale;
  }
  return roundedRows(joint, given, classCount);
}

/** Whole numbers with the same sums of rows: what rounding down leaves goes to the largest remainders. */
function roundedRows(joint: Float64Array, given: Float64Array, classCount: number): Float64Array {
  const rounded = joint.map(Math.floor);
  for (let label = 0; label < classCount; label += 1) {
    const at = label * classCount;
    let left = Math.round(given[label] as number);
    for (let of = 0; of < classCount; of += 1) left -= rounded[at + of] as number;
    const byRemainder = Array.from({ length: classCount }, (_, of) => of).toSorted(
      (one, other) => ((joint[at + other] as number) % 1) - ((joint[at + one] as number) % 1) || one - other,
    );
    for (const of of byRemainder.slice(0, Math.max(0, left))) rounded[at + of] = (rounded[at + of] as number) + 1;
  }
  return rounded;
}

/**
 * Items whose label is probably wrong, the surest first: in each cell off the diagonal as many as the joint has, those with the largest
 * difference between the probability of the other class and that of the given one ("prune by noise rate"); without those whose most probable
 * class is the given one.
 */
export function labelIssues(items: LabelledItems): LabelIssue[] {
  const { labels, probabilities, classCount } = items;
  const joint = confidentJoint(items);
  const byLabel = Array.from({ length: classCount }, (): number[] => []);
  for (let item = 0; item < labels.length; item += 1) (byLabel[labels[item] as number] as number[]).push(item);
  const flagged = new Set<number>();
  for (const [label, own] of byLabel.entries())
    for (let of = 0; of < classCount; of += 1) {
      const count = joint[label * classCount + of] as number;
      if (of === label || count === 0) continue;
      const margin = (item: number): number =>
        (probabilities[item * classCount + of] as number) - (probabilities[item * classCount + label] as number);
      for (const item of own.toSorted((one, other) => margin(other) - margin(one) || one - other).slice(0, count)) flagged.add(item);
    }
  const issues: LabelIssue[] = [];
  for (const item of flagged) {
    const given = labels[item] as number;
    let suggested = 0;
    for (let of = 1; of < classCount; of += 1)
      if ((probabilities[item * classCount + of] as number) > (probabilities[item * classCount + suggested] as number)) suggested = of;
    if (suggested !== given) issues.push({ item, given, suggested, selfConfidence: probabilities[item * classCount + given] as number });
  }
  return issues.toSorted((one, other) => one.selfConfidence - other.selfConfidence || one.item - other.item);
}
