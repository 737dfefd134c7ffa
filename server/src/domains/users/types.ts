/** What a property can be: a text, a number, true or false, or a list of these. */
export type Scalar = string | number | boolean;
export type PropertyValue = Scalar | readonly Scalar[];

export const maxUsers = 10_000;
/** Of one user in one call. */
export const maxProperties = 100;
/** Of one user in an answer, by name; an export has them all. */
export const maxShownProperties = 1_000;
export const maxPropertyNameLength = 200;
export const maxTextLength = 2_000;
export const maxListItems = 100;

/** What an application says of one user at a time. */
export interface CheckedUser {
  readonly userId: string;
  readonly at: Date;
  /** Whether the time was sent; else it is when the user came in. */
  readonly isDated: boolean;
  /** null: the property is removed. */
  readonly properties: ReadonlyMap<string, PropertyValue | null>;
}

/** A user of the application with what is counted of them. */
export interface EndUser {
  readonly userId: string;
  /** null: no message names the user. */
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** When the application last reported something of the user; null: never. */
  readonly identifiedAt: Date | null;
  readonly messageCount: number;
  readonly answerCount: number;
  readonly conversationCount: number;
  /** null: no answer has a price. */
  readonly costUsd: number | null;
  /** null: no answer was rated. */
  readonly averageRating: number | null;
  readonly ratingCount: number;
  /** The place in the list: when the user was last seen or identified. */
  readonly activeAt: Date;
}

/** Properties of a user by their names. */
export type Properties = Readonly<Record<string, PropertyValue>>;
