/** Why one item of a batch was rejected; the others were accepted. */
export interface Rejection {
  /** Place in the batch as sent, from 0. */
  index: number;
  field: string;
  reason: string;
}

/** A problem of one item, before its place in the batch is known. A class, so that a checked value is never mistaken for one. */
export class Problem {
  readonly field: string;
  readonly reason: string;
  constructor(field: string, reason: string) {
    this.field = field;
    this.reason = reason;
  }
}

/** A problem of who asks: the value is possible, and beyond what they may give. The audit trail has it as a refused attempt. */
export class BeyondRights extends Problem {}

/** The result of a batch: accepted + updated + rejected = sent. */
export interface IngestResult {
  /** Stored for the first time. */
  accepted: number;
  /** Known already, now as sent. */
  updated: number;
  rejected: Rejection[];
}
