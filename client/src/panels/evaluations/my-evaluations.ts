import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { requestHeaders } from '../../graphql/headers.ts';
import { RateDocument } from '../../graphql/generated/graphql.ts';
import { notify } from '../../primitives/toast.ts';

/** This reader's verdict on one message or span. */
export interface MyEvaluation {
  readonly rating?: number | undefined;
  readonly success?: boolean | undefined;
  readonly comment?: string | undefined;
}

export interface MyEvaluations {
  /** By the key of what is judged: what is shown at once, saved or not yet. */
  readonly held: ReadonlyMap<string, MyEvaluation>;
  /** Those not yet sent: they can still be taken back. */
  readonly waiting: ReadonlySet<string>;
  readonly judge: (key: string, change: MyEvaluation) => void;
  /** Takes the last one back, while it waits. */
  readonly undo: () => void;
}

/** What is judged, as the API takes it. */
export type Judged = { readonly messageExternalId: string } | { readonly traceId: string; readonly spanId: string };

/** A message's key is its external id. */
const asMessage = (key: string): Judged => ({ messageExternalId: key });

/** One evaluation per message or span and dashboard: rating it again changes it. */
export function myEvaluationId(key: string): string {
  return `dashboard:${key}`;
}

/** A verdict waits this long before it is sent: the store keeps every evaluation, so taking back must come before. */
const HOLD_MS = 4_000;

/**
 * Verdicts show at once, go out after a moment in which they can be taken back, and disappear with a word if they are refused.
 * `judgedBy` says what a key stands for, and is read once; `onSaved` is the same between renders.
 */
export function useMyEvaluations(onSaved: () => void, judgedBy: (key: string) => Judged = asMessage): MyEvaluations {
  const client = useClient();
  const [store] = useState(() => holdEvaluations((key, value) => sendEvaluation(client, key, judgedBy(key), value)));
  const { held, waiting } = useSyncExternalStore(store.subscribe, store.read);
  useEffect(() => store.onSaved(onSaved), [store, onSaved]);
  useEffect(() => {
    window.addEventListener('pagehide', store.sendAll);
    return () => {
      window.removeEventListener('pagehide', store.sendAll);
      store.sendAll();
    };
  }, [store]);
  return { held, waiting, judge: store.judge, undo: store.undo };
}

interface Waiting {
  readonly timer: ReturnType<typeof setTimeout>;
  /** What undo goes back to. */
  readonly before: MyEvaluation | undefined;
  readonly value: MyEvaluation;
}

export interface EvaluationStore extends Pick<MyEvaluations, 'judge' | 'undo'> {
  readonly read: () => Pick<MyEvaluations, 'held' | 'waiting'>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly onSaved: (listener: () => void) => () => void;
  /** Sends at once what waits: the page is left. */
  readonly sendAll: () => void;
}

/** Verdicts that wait, and those that were sent from here. `send` answers null when the server took one, else the reason in words. */
export function holdEvaluations(send: (key: string, value: MyEvaluation) => Promise<string | null>): EvaluationStore {
  const waiting = new Map<string, Waiting>();
  const listeners = new Set<() => void>();
  const savedListeners = new Set<() => void>();
  let shown: ReturnType<EvaluationStore['read']> = { held: new Map(), waiting: new Set() };

  const show = (key: string, value: MyEvaluation | undefined): void => {
    const held = new Map(shown.held);
    if (value === undefined) held.delete(key);
    else held.set(key, value);
    shown = { held, waiting: new Set(waiting.keys()) };
    for (const listener of listeners) listener();
  };
  const judge = (key: string, change: MyEvaluation): void => {
    const already = waiting.get(key);
    clearTimeout(already?.timer);
    const held = shown.held.get(key);
    const value = { ...held, ...change };
    waiting.delete(key); // the newest is last, so that undo takes it back
    waiting.set(key, { before: already === undefined ? held : already.before, value, timer: setTimeout(() => void sendOne(key), HOLD_MS) });
    show(key, value);
  };
  const sendOne = async (key: string): Promise<void> => {
    const entry = waiting.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    waiting.delete(key);
    show(key, shown.held.get(key));
    const refused = await send(key, entry.value);
    if (refused === null) {
      for (const listener of savedListeners) listener();
      return;
    }
    show(key, entry.before);
    notify({
      title: 'Your verdict was not saved.',
      says: refused,
      tone: 'bad',
      action: { label: 'Try again', onPress: () => judge(key, entry.value) },
    });
  };
  const undo = (): void => {
    const last = [...waiting].at(-1);
    if (last === undefined)
      return notify({ title: 'Nothing to take back.', says: 'A verdict can be taken back for a moment; after that, give another one.' });
    const [key, { timer, before }] = last;
    clearTimeout(timer);
    waiting.delete(key);
    show(key, before);
  };
  const added =
    (set: Set<() => void>) =>
    (listener: () => void): (() => void) => {
      set.add(listener);
      return () => set.delete(listener);
    };
  return {
    judge,
    undo,
    read: () => shown,
    subscribe: added(listeners),
    onSaved: added(savedListeners),
    sendAll: () => {
      for (const key of waiting.keys()) void sendOne(key);
    },
  };
}

/** null when it was taken; the reason in words when not. */
async function sendEvaluation(client: Client, key: string, judged: Judged, value: MyEvaluation): Promise<string | null> {
  const evaluation = {
    ...judged,
    externalId: myEvaluationId(key),
    evaluator: 'dashboard',
    evaluatorKind: 'HUMAN' as const,
    rating: value.rating ?? null,
    success: value.success ?? null,
    comment: value.comment ?? null,
  };
  const { data, error } = await client
    .mutation(asDocument(RateDocument), { evaluations: [evaluation] }, { fetchOptions: { keepalive: true, headers: requestHeaders } })
    .toPromise();
  if (error !== undefined) return failureWords(error);
  const rejected = data?.evaluateMessages.rejected[0];
  return rejected === undefined ? null : `${rejected.field} ${rejected.reason}.`;
}
