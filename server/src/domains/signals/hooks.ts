import { Hook } from '../../platform/hooks.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { AnomalySeverity, SignalDimension, SignalMetric } from './types.ts';

/** An incident, as those who react to it need it. What stands here is of its most telling finding. */
export interface AnomalyNotice {
  readonly workspaceId: string;
  readonly anomalyId: string;
  readonly number: number;
  readonly metric: SignalMetric;
  readonly dimension: SignalDimension;
  /** '' of WORKSPACE. */
  readonly dimensionValue: string;
  readonly severity: AnomalySeverity;
  readonly sentence: string;
  /** Beginning of the first bucket that was out; of one that has ended, when it was over. */
  readonly at: Date;
}

type Reaction = (transaction: Prisma.TransactionClient, notice: AnomalyNotice) => Promise<void>;

/**
 * An incident was found, of which the newest bucket is at most two hours old: not one that is found in a past that was sent later. In the
 * transaction that stores it.
 */
export const anomalyOpened = new Hook<Reaction>('anomalyOpened');

/** An incident that was announced is over. In the transaction that stores it. */
export const anomalyEnded = new Hook<Reaction>('anomalyEnded');
