export const maxEvents = 10_000;
export const maxNameLength = 200;

/** An event as it is stored. */
export interface CheckedEvent {
  readonly name: string;
  readonly unitId: string;
  readonly at: Date;
  /** null: it only happened. */
  readonly value: number | null;
  /** What the value is in; empty: not named. */
  readonly unit: string;
  readonly externalId: string;
  /** JSON; empty: none. */
  readonly attributes: string;
}
