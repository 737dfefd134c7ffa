import type { ExecutionResult } from 'graphql';
import { DomainError, codedError } from './errors.ts';
import { writeResult, type WrittenResult } from './json.ts';
import { iteratorOf } from '../live/readers.ts';

export interface EventPoints {
  readonly meter: { take(points: number): Promise<void> };
  /** Of the operation, and so of each of its events. */
  readonly cost: number;
  /** Events that the points of the beginning have paid: a first state. */
  readonly paidCount: number;
}

/**
 * A subscription whose events cost points, as its beginning does. One that is beyond the limit is not given: the subscription ends with the
 * refusal, and may be begun again when it says.
 */
export function payingFor(
  events: AsyncIterableIterator<WrittenResult, undefined>,
  { meter, cost, paidCount }: EventPoints,
): AsyncIterableIterator<WrittenResult, undefined> {
  let given = 0;
  let isOver = false;
  const finish = (): void => {
    isOver = true;
    void events.return?.();
  };
  const next = async (): Promise<IteratorResult<WrittenResult, undefined>> => {
    if (isOver) return { value: undefined, done: true };
    const event = await events.next();
    if (event.done === true || given++ < paidCount) return event;
    try {
      await meter.take(cost);
      return event;
    } catch (error) {
      finish();
      if (error instanceof DomainError) return { value: writeResult(refusalOf(error)), done: false };
      throw error;
    }
  };
  return iteratorOf(next, finish);
}

const refusalOf = ({ code, message }: DomainError): ExecutionResult => ({ errors: [codedError(code, message)] });
