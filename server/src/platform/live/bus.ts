import type { KeyOf, PayloadOf, Topic } from './topics.ts';

/** Delivers changes to listeners in this process and (with Redis) in the others. Never waits for a listener. */
export interface LiveBus {
  publish<T extends Topic>(topic: T, key: KeyOf<T>, payload: PayloadOf<T>): void;
  /** Calls `listener` for every later payload; returns a function that stops it. A listener must not throw and must return at once. */
  subscribe<T extends Topic>(topic: T, key: KeyOf<T>, listener: (payload: PayloadOf<T>) => void): () => void;
  close(): Promise<void>;
}

type Listener = (payload: never) => void;

/** A bus within one process, which knows whether a topic has listeners. */
export interface LocalBus extends LiveBus {
  hasListeners(topic: Topic, key: string): boolean;
}

export function openLocalBus(): LocalBus {
  const listeners = new Map<string, Set<Listener>>();
  return {
    publish(topic, key, payload) {
      for (const listener of listeners.get(`${topic} ${key}`) ?? []) listener(payload as never);
    },
    subscribe(topic, key, listener) {
      const channel = `${topic} ${key}`;
      const own = (payload: never): void => listener(payload); // so that one function may listen twice
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(own));
      return () => {
        known.delete(own);
        if (known.size === 0 && listeners.get(channel) === known) listeners.delete(channel);
      };
    },
    hasListeners: (topic, key) => listeners.has(`${topic} ${key}`),
    async close() {
      listeners.clear();
    },
  };
}
