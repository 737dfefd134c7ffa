import type { Stores } from '../../platform/store/stores.ts';
import { rubricOf } from './load.ts';
import { alphaOf, tallyOf, type AgreementLevel, type AlphaInterval, type Pattern } from './pure/alpha.ts';
import { alphaInterval } from './pure/bootstrap.ts';
import { patternsOfQueue } from './queries/agreement.ts';

/** How far people agree on one field of a queue's judgments. */
export interface QueueAgreement {
  /** `rating`, `success`, or `tag:` and `field:` with a name. */
  readonly field: string;
  readonly level: AgreementLevel;
  readonly itemCount: number;
  readonly judgmentCount: number;
  readonly alpha: number | null;
  readonly interval: AlphaInterval | null;
  /** Of pairs of judgments of one item, those that say the same; null: there is no pair. */
  readonly sameShare: number | null;
}

/** How far people agree on each field that two of them or more have judged; ratings as ordered values and as numbers. */
export async function agreementOfQueue({ postgres, prisma }: Stores, workspaceId: string, queueId: string): Promise<QueueAgreement[]> {
  const queue = await prisma.annotationQueue.findUnique({ where: { id: queueId, workspaceId }, select: { rubric: true } });
  if (queue === null) return [];
  const rows = await patternsOfQueue(postgres, { workspaceId, queueId, tags: rubricOf(queue).failureTags });
  const byField = Map.groupBy(rows, ({ field }) => field);
  return [...byField]
    .toSorted(([one], [other]) => orderOf(one) - orderOf(other) || (one < other ? -1 : 1))
    .flatMap(([field, patterns]) =>
      (field === 'rating' ? (['ORDINAL', 'INTERVAL'] as const) : (['NOMINAL'] as const)).map((level) =>
        agreementOn(field, level, patterns),
      ),
    );
}

const order = ['rating', 'success', 'field', 'tag'];
const orderOf = (field: string): number => order.indexOf(field.split(':')[0] as string);

function agreementOn(field: string, level: AgreementLevel, patterns: readonly Pattern[]): QueueAgreement {
  const tally = tallyOf(patterns, level);
  const { alpha, messageCount, valueCount } = alphaOf(tally, level);
  return {
    field,
    level,
    itemCount: messageCount,
    judgmentCount: valueCount,
    alpha,
    interval: alpha === null ? null : alphaInterval(tally, level),
    sameShare: sameShareOf(patterns),
  };
}

function sameShareOf(patterns: readonly Pattern[]): number | null {
  let pairs = 0;
  let same = 0;
  for (const { values, count } of patterns) {
    pairs += (count * values.length * (values.length - 1)) / 2;
    for (const equal of Map.groupBy(values, (value) => value).values()) same += (count * equal.length * (equal.length - 1)) / 2;
  }
  return pairs === 0 ? null : same / pairs;
}
