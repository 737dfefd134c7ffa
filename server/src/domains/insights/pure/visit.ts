/** A look after so long a pause is another visit. */
const pauseMs = 1_800_000;

/** When a person has looked. */
export interface Visit {
  readonly seenAt: Date;
  /** End of the visit before; null: there was none. */
  readonly beforeAt: Date | null;
}

/** The visit that a look makes: it goes on, or another begins. */
export function visitAt(held: Visit | null, now: Date): Visit {
  if (held === null) return { seenAt: now, beforeAt: null };
  const isOther = now.getTime() - held.seenAt.getTime() > pauseMs;
  return { seenAt: now, beforeAt: isOther ? held.seenAt : held.beforeAt };
}

/** The end of the last visit before the one that is going on, or would begin now; null: there was none, and everything is new. */
export const lastVisitBefore = (held: Visit | null, now: Date): Date | null => (held === null ? null : visitAt(held, now).beforeAt);
