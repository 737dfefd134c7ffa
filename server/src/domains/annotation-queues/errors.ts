import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** An annotation queue that cannot be saved or filled. */
export class BadAnnotationQueue extends BadInput {
  override readonly code = 'BAD_ANNOTATION_QUEUE';
}

/** A judgment of a queue's message that cannot be stored. */
export class BadQueueJudgment extends BadInput {
  override readonly code = 'BAD_QUEUE_JUDGMENT';
}

export class QueueClosed extends DomainError {
  readonly code = 'QUEUE_CLOSED';
  constructor(name: string) {
    super(`The annotation queue "${name}" is closed and takes no judgments. Who manages queues can open it again.`);
  }
}

/** A judgment that came after the lease had ended and others had taken the message over. */
export class QueueItemTakenOver extends DomainError {
  readonly code = 'QUEUE_ITEM_TAKEN_OVER';
  constructor() {
    super(
      'The time to judge this message was over, and others have taken it over. Your judgment is kept beside theirs and counts if a place becomes free; take the next message.',
    );
  }
}

export class QueueItemNotHeld extends DomainError {
  readonly code = 'QUEUE_ITEM_NOT_HELD';
  constructor(reason: string) {
    super(`${reason} Take the next message.`);
  }
}

export class NothingToUndo extends DomainError {
  readonly code = 'NOTHING_TO_UNDO';
  constructor(reason = 'You have judged and skipped no message of this queue yet.') {
    super(reason);
  }
}
