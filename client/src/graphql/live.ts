/** What came of asking. A kept answer is not the last one: the server's is on its way. */
export type Answer<Value> =
  | { readonly value: Value; readonly isLast: boolean; /** Part of it could not be had. */ readonly failure?: string }
  | { readonly failure: string };

/** What changes mean for the value: a way to make another of it, that it must be asked for again, or nothing. */
export type Outcome<Value> = ((value: Value) => Value) | 'ask' | null;

/** One query, and how its answer is kept up to date. */
export interface LiveSource<Value, Change = never> {
  /** Two sources with the same key ask the same. */
  readonly key: string;
  /**
   * Asks. `held` is what is shown of this query already, null at first. Gives one answer or several: a kept one first, and a new
   * one whenever it is known that the server's has changed. What it returns gives the query up.
   */
  readonly ask: (held: Value | null, give: (answer: Answer<Value>) => void) => () => void;
  /** Waited before a query is sent for the first time, ms: the reader still types. 0 when absent. */
  readonly restMs?: number;
  /** Follows what changes, until the returned function is called. */
  readonly follow?: (onChange: (change: Change) => void) => () => void;
  /** What changes mean. `update` changes the value before the outcome is known. */
  readonly take?: (
    value: Value,
    changes: readonly Change[],
    update: (change: (value: Value) => Value) => void,
  ) => Outcome<Value> | Promise<Outcome<Value>>;
  /** Changes are taken together, at most once in this time; given how long the last answer took. 0 when absent: each at once. */
  readonly pauseMs?: number | ((answerMs: number) => number);
  /** Asks again so long after an answer, ms; null: not by itself. */
  readonly againMs?: (value: Value) => number | null;
}

export interface LiveState<Value> {
  /** The newest answer; null: none yet. It stays until a better one is there. */
  readonly value: Value | null;
  /** Key of the query that the value answers. */
  readonly key: string | null;
  /** What went wrong with the last try, in words, and for which query. */
  readonly failure: { readonly key: string; readonly message: string } | null;
  readonly isExtending: boolean;
  /** How many answers of the server there have been. */
  readonly answerCount: number;
}

/** Gives what is added to the value, or what went wrong in words; null: nothing came of it. */
export type Extension<Value> = (value: Value) => Promise<((value: Value) => Value) | { readonly failure: string } | null>;

export interface LiveMachine<Value, Change> {
  readonly read: () => LiveState<Value>;
  readonly subscribe: (listener: () => void) => () => void;
  /** What is asked from now on (null: nothing), and whether changes are left alone. */
  readonly set: (source: LiveSource<Value, Change> | null, isPaused: boolean) => void;
  /** Asks again; what is shown stays. */
  readonly reload: () => void;
  /** Adds to the value, such as a page; one at a time, and dropped when the query is sent again meanwhile. */
  readonly extend: (extension: Extension<Value>) => void;
  /** Changes what is shown. */
  readonly update: (change: (value: Value) => Value) => void;
  /** Gives everything up; `set` begins again. */
  readonly close: () => void;
}

/**
 * Sends a query, keeps its answer while it is sent again, and follows what changes.
 *
 * `onReturn` calls back when the connection is back after a loss: something may have been missed, so the query is sent again.
 */
export function openLive<Value, Change = never>(onReturn: (listener: () => void) => () => void): LiveMachine<Value, Change> {
  let state: LiveState<Value> = { value: null, key: null, failure: null, isExtending: false, answerCount: 0 };
  let source: LiveSource<Value, Change> | null = null;
  let isPaused = false;
  /** Counts the queries: what belongs to an earlier one is dropped. */
  let newest = 0;
  let askedAt = 0;
  let answerMs = 0;
  let changes: Change[] = [];
  let isTaking = false;
  let giveUp: (() => void) | null = null;
  let unfollow: (() => void) | null = null;
  let stopReturns: (() => void) | null = null;
  const timers: Record<'rest' | 'pause' | 'again', ReturnType<typeof setTimeout> | undefined> = {
    rest: undefined,
    pause: undefined,
    again: undefined,
  };
  const listeners = new Set<() => void>();

  const become = (next: Partial<LiveState<Value>>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const clear = (timer: keyof typeof timers): void => {
    clearTimeout(timers[timer]);
    timers[timer] = undefined;
  };
  /** The value, where it answers what is asked now. */
  const current = (): Value | null => (source !== null && state.key === source.key ? state.value : null);
  const update = (change: (value: Value) => Value): void => {
    const value = current();
    if (value !== null) become({ value: change(value) });
  };

  const ask = (): void => {
    clear('rest');
    clear('again');
    giveUp?.();
    giveUp = null;
    if (source === null) return;
    const asked = (newest += 1);
    const { key } = source;
    askedAt = Date.now();
    become({ failure: null, isExtending: false });
    const stop = source.ask(current(), (answer) => {
      if (asked !== newest) return;
      if (!('value' in answer)) return become({ failure: { key, message: answer.failure } });
      if (answer.isLast) answerMs = Date.now() - askedAt;
      become({
        value: answer.value,
        key,
        failure: answer.failure === undefined ? null : { key, message: answer.failure },
        answerCount: state.answerCount + (answer.isLast ? 1 : 0),
      });
      keepUp();
      return undefined;
    });
    // An answer may come before `ask` returns, and lead to another query.
    if (asked === newest) giveUp = stop;
    else stop();
  };

  /** Follows changes, and asks again by itself, while there is something that can change. */
  const keepUp = (): void => {
    clear('again');
    const value = current();
    if (source === null || value === null || isPaused) {
      unfollow?.();
      unfollow = null;
      clear('pause');
      changes = [];
      return;
    }
    unfollow ??= source.follow?.(onChange) ?? null;
    const again = source.againMs?.(value) ?? null;
    if (again !== null) timers.again = setTimeout(ask, again);
  };
  const onChange = (change: Change): void => {
    changes.push(change);
    const pauseMs = typeof source?.pauseMs === 'function' ? source.pauseMs(answerMs) : (source?.pauseMs ?? 0);
    if (pauseMs === 0) void takeChanges();
    else timers.pause ??= setTimeout(() => void takeChanges(), pauseMs);
  };
  const takeChanges = async (): Promise<void> => {
    clear('pause');
    const value = current();
    if (source?.take === undefined || value === null || changes.length === 0 || isTaking) return;
    const taken = changes;
    const asked = newest;
    changes = [];
    isTaking = true;
    try {
      const outcome = source.take(value, taken, (change) => {
        if (asked === newest) update(change);
      });
      // Waits only where it must: what is known at once is shown at once.
      const settled = outcome instanceof Promise ? await outcome : outcome;
      if (asked === newest && settled === 'ask') ask();
      else if (asked === newest && typeof settled === 'function') update(settled);
    } finally {
      isTaking = false;
    }
    // What came meanwhile waits for its own turn.
    const waiting = changes.splice(0);
    for (const change of waiting) onChange(change);
  };

  const close = (): void => {
    newest += 1;
    source = null;
    giveUp?.();
    giveUp = null;
    clear('rest');
    stopReturns?.();
    stopReturns = null;
    keepUp();
  };

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next, nextPaused) => {
      const isSame = next?.key === source?.key;
      const wasPaused = isPaused;
      isPaused = nextPaused;
      if (isSame) {
        source = next;
        if (wasPaused !== isPaused) keepUp();
        return;
      }
      close();
      source = next;
      if (source === null) return;
      stopReturns = onReturn(ask);
      // What is known of this query already is followed at once.
      if (source.restMs === undefined) ask();
      else timers.rest = setTimeout(ask, source.restMs);
      keepUp();
    },
    reload: ask,
    extend: (extension) => {
      const value = current();
      if (value === null || state.isExtending) return;
      const asked = newest;
      become({ isExtending: true, failure: null });
      void extension(value).then((added) => {
        if (asked !== newest) return;
        if (added !== null && typeof added === 'function') update(added);
        become({
          isExtending: false,
          ...(added !== null && 'failure' in added && source !== null && { failure: { key: source.key, message: added.failure } }),
        });
      });
    },
    update,
    close,
  };
}

/** A way to ask that is answered once: `answer` gives the value, what went wrong in words, or null when the query was given up. */
export function askOnce<Value>(
  answer: (held: Value | null) => Promise<{ readonly value: Value } | { readonly failure: string } | null>,
): LiveSource<Value>['ask'] {
  return (held, give) => {
    let isWanted = true;
    void answer(held).then((answered) => {
      if (!isWanted || answered === null) return;
      give('value' in answered ? { value: answered.value, isLast: true } : answered);
    });
    return () => {
      isWanted = false;
    };
  };
}
