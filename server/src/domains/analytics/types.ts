/** What a workspace has taken in since it was made. */
export interface Totals {
  /** Of assistant messages. */
  readonly messageCount: number;
  /** Null: no message has a price. */
  readonly costUsd: number | null;
  /** Of a message of any role; null: there is none. */
  readonly lastMessageAt: Date | null;
}
