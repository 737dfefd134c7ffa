interface Watched {
  readonly judgedUntil: string | null;
  readonly seriesCount: number;
  readonly learningCount: number;
}

/** What an empty feed says; null: how far is watched is not known. */
export function nothingWords(watch: Watched | null): { readonly says: string; readonly how: string } {
  if (watch?.judgedUntil === null)
    return {
      says: 'Nothing has been looked at yet.',
      how: 'Messages are looked at a few seconds after each full hour. Their past is learnt first: nothing is reported before a metric has 72 hours with values.',
    };
  if (watch?.seriesCount === 0)
    return {
      says: 'Nothing is watched yet.',
      how: 'A metric is watched once it has 100 measurements on two days of the last week. Send more messages, or wait until tomorrow.',
    };
  if (watch !== null && watch.learningCount === watch.seriesCount)
    return {
      says: 'Still learning what is usual.',
      how: `${watch.seriesCount} series are watched, and none has the 72 hours with values that it takes before anything of it is reported.`,
    };
  return {
    says: 'Nothing out of the ordinary in this time range.',
    how: `Each metric is compared with what its own past leads to expect, by the hour. What leaves that range for long enough, and far enough to matter, appears here within a minute.${
      watch !== null && watch.learningCount > 0 ? ` ${watch.learningCount} of ${watch.seriesCount} series are still being learnt.` : ''
    }`,
  };
}
