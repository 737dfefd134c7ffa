import type { Client } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { PanelsDocument } from '../../graphql/generated/graphql.ts';
import type { PanelsQuery, PanelsQueryVariables } from '../../graphql/generated/graphql.ts';
import type { PanelFlag } from './panel.ts';

/** What every panel is asked with. */
export type PanelVariables = Omit<PanelsQueryVariables, `with${string}`>;

/** What is asked for a panel. */
export interface Wanted {
  readonly flag: PanelFlag;
  readonly isOfAnalytics: boolean;
}

/** Where the answer for a panel stands. */
export interface PanelAnswer {
  /** The newest; it stays until a better one is there. null: none yet. */
  readonly data: PanelsQuery | null;
  /** It answers an earlier query (another window, another filter). */
  readonly isStale: boolean;
  /** In words; null when the last try went well. */
  readonly failure: string | null;
}

export interface Panels {
  /** Shows a panel until the returned function is called. Panels that come together are asked together. */
  readonly want: (wanted: Wanted) => () => void;
  /** What is asked from now on, `isAtOnce` before this returns, else after what runs now; answers to anything else are stale. */
  readonly set: (variables: PanelVariables, isAtOnce?: boolean) => void;
  /** Numbers have changed: panels that are looked at are asked again, the others when they are. */
  readonly renew: () => void;
  /** Asks one panel again. */
  readonly retry: (wanted: Wanted) => void;
  readonly read: (flag: PanelFlag) => PanelAnswer;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

const nothing: PanelAnswer = { data: null, isStale: false, failure: null };

/** The variables that ask for these panels and no others. */
const flagsOf = (wanted: readonly Wanted[]): Partial<PanelsQueryVariables> => ({
  ...(wanted.some(({ isOfAnalytics }) => isOfAnalytics) && { withAnalytics: true }),
  ...Object.fromEntries(wanted.map(({ flag }) => [flag, true])),
});

/**
 * The answers of all panels of a page. Panels that come into view in one frame are one query, so that what they have in common is counted
 * once; those that are not about the filter are asked by themselves, since nothing is shared with them and each may be slow alone. Where a
 * query for several panels is refused, each is asked alone: one that cannot be answered takes no other with it. `isOneRequest`: those that
 * are not about the filter go with the others.
 */
export function openPanels(client: Client, isOneRequest = false): Panels {
  const answers = new Map<PanelFlag, PanelAnswer>();
  const wanted = new Map<PanelFlag, { readonly wanted: Wanted; count: number }>();
  /** For which round a panel was asked last. */
  const askedIn = new Map<PanelFlag, number>();
  /**
   * With which variables a panel's query is under way. It is not asked again before the answer: where answers take longer than numbers take to
   * change, none would ever be the newest.
   */
  const underWay = new Map<PanelFlag, string>();
  const running = new Set<() => void>();
  const listeners = new Set<() => void>();
  let variables: PanelVariables | null = null;
  let key = '';
  /** Counts what makes answers old: other variables, other numbers. */
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (flags: readonly PanelFlag[], next: (held: PanelAnswer) => PanelAnswer): void => {
    for (const flag of flags) answers.set(flag, next(answers.get(flag) ?? nothing));
    for (const listener of listeners) listener();
  };
  const ask = (these: readonly Wanted[], asked: number, policy: 'cache-and-network' | 'network-only'): void => {
    if (these.length === 0 || variables === null) return;
    const flags = these.map(({ flag }) => flag);
    const askedWith = key;
    for (const flag of flags) {
      askedIn.set(flag, asked);
      underWay.set(flag, askedWith);
    }
    const current = () => flags.filter((flag) => askedIn.get(flag) === asked);
    let stop: (() => void) | null = null;
    let isOver = false;
    const over = (): void => {
      isOver = true;
      for (const flag of flags) if (underWay.get(flag) === askedWith) underWay.delete(flag);
      if (asked !== round) plan();
      if (stop === null) return;
      running.delete(stop);
      stop();
    };
    const { unsubscribe } = client
      .query(asDocument(PanelsDocument), { ...variables, ...flagsOf(these) }, { requestPolicy: policy })
      .subscribe(({ data, error, stale }) => {
        if (data !== undefined && data !== null && error === undefined) {
          become(current(), () => ({ data, isStale: false, failure: null }));
          if (!stale) over();
        } else if (error !== undefined) {
          over();
          if (these.length > 1)
            for (const one of these.filter(({ flag }) => askedIn.get(flag) === asked)) ask([one], asked, 'network-only');
          else become(current(), (held) => ({ ...held, failure: failureWords(error) }));
        }
      });
    stop = unsubscribe;
    if (isOver) unsubscribe();
    else running.add(unsubscribe);
  };
  const send = (): void => {
    timer = undefined;
    const due = [...wanted.values()]
      .map((one) => one.wanted)
      .filter(({ flag }) => askedIn.get(flag) !== round && underWay.get(flag) !== key);
    const policy = due.some(({ flag }) => answers.get(flag)?.isStale === false) ? 'network-only' : 'cache-and-network';
    if (isOneRequest) return ask(due, round, policy);
    ask(
      due.filter(({ isOfAnalytics }) => isOfAnalytics),
      round,
      policy,
    );
    for (const one of due.filter(({ isOfAnalytics }) => !isOfAnalytics)) ask([one], round, policy);
  };
  const plan = (): void => {
    timer ??= setTimeout(send, 0);
  };
  const stopAll = (): void => {
    for (const stop of running) stop();
    running.clear();
    underWay.clear();
  };

  return {
    want: (one) => {
      const entry = wanted.get(one.flag) ?? { wanted: one, count: 0 };
      entry.count += 1;
      wanted.set(one.flag, entry);
      plan();
      return () => {
        entry.count -= 1;
        if (entry.count === 0) wanted.delete(one.flag);
      };
    },
    set: (next, isAtOnce = false) => {
      const nextKey = JSON.stringify(next);
      if (nextKey === key) return;
      [variables, key] = [next, nextKey];
      round += 1;
      // Nothing waits for the answers to earlier variables: their requests end, and the server with them.
      stopAll();
      become([...answers.keys()], (held) => ({ data: held.data, isStale: held.data !== null, failure: null }));
      if (!isAtOnce) return plan();
      clearTimeout(timer);
      send();
    },
    renew: () => {
      round += 1;
      plan();
    },
    retry: (one) => {
      become([one.flag], (held) => ({ ...held, failure: null }));
      ask([one], round, 'network-only');
    },
    read: (flag) => answers.get(flag) ?? nothing,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
      stopAll();
      askedIn.clear();
    },
  };
}
