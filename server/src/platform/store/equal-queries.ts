import { Abandoned, type Asker, type Place } from './asker.ts';

interface WaitingQuery {
  readonly places: Place[];
  readonly asker: Asker;
  readonly leaving: AbortController;
  readonly answer: Promise<unknown>;
  waitingCount: number;
}

/** Runs the query for all callers that wait; calls `begun` when its turn has come, before anything is read. */
export type Ask<Value> = (asker: Asker, begun: () => void) => Promise<Value>;

/**
 * Runs equal queries that wait for their turn once. A query that has begun is not joined: each caller gets everything that was stored when
 * it asked. The query is abandoned when every waiting caller has left.
 */
export class EqualQueries {
  readonly #waiting = new Map<string, WaitingQuery>();
  readonly #alsoAt: (place: Place, asker: Asker) => void;

  constructor(alsoAt: (place: Place, asker: Asker) => void) {
    this.#alsoAt = alsoAt;
  }

  /** Errors  rejects with what `ask` rejects with; with `Abandoned` at once for an asker that has left. */
  ask<Value>(text: string, asker: Asker, ask: Ask<Value>): Promise<Value> {
    const key = `${asker.isLive ? 'live' : 'asked'} ${text}`; // who asks does not wait where live ones do
    const known = this.#waiting.get(key);
    const query = known ?? this.#begin(key, asker, ask);
    if (known !== undefined) {
      for (const place of asker.places()) {
        known.places.push(place);
        this.#alsoAt(place, known.asker);
      }
    }
    return this.#answerTo(asker, query) as Promise<Value>;
  }

  #begin<Value>(key: string, { places, isLive }: Asker, ask: Ask<Value>): WaitingQuery {
    const leaving = new AbortController();
    const all = [...places()];
    const asker: Asker = { places: () => all, isLive, signal: leaving.signal };
    let isOpen = true;
    const close = (): void => {
      if (isOpen) this.#waiting.delete(key);
      isOpen = false;
    };
    leaving.signal.addEventListener('abort', close, { once: true });
    const answer = Promise.resolve().then(() => ask(asker, close));
    answer.catch(() => {}); // reported to each caller that waits
    const query: WaitingQuery = { places: all, asker, leaving, answer, waitingCount: 0 };
    this.#waiting.set(key, query);
    return query;
  }

  #answerTo({ signal }: Asker, query: WaitingQuery): Promise<unknown> {
    query.waitingCount += 1;
    if (signal === null) return query.answer; // it stays, even when callers leave
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        query.waitingCount -= 1;
        if (query.waitingCount === 0) query.leaving.abort();
        reject(new Abandoned());
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      const settled = (): void => signal.removeEventListener('abort', leave);
      query.answer.then(
        (value) => {
          settled();
          resolve(value);
        },
        (error: unknown) => {
          settled();
          reject(error);
        },
      );
    });
  }
}
