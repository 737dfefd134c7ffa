import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../graphql/document.ts';
import { failureWords } from '../graphql/failure.ts';
import { RateDocument } from '../graphql/generated/graphql.ts';
import { tell } from '../primitives/toast.ts';

/** What this reader says of one message or span. */
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
  readonly say: (key: string, change: MyEvaluation) => void;
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
 * `judgedBy` says what a key stands for; keep it the same between renders.
 */
export function useMyEvaluations(onSaved: () => void, judgedBy: (key: string) => Judged = asMessage): MyEvaluations {
  const client = useClient();
  const [held, setHeld] = useState<ReadonlyMap<string, MyEvaluation>>(new Map());
  const waiting = useRef(new Map<string, { readonly timer: number; readonly before: MyEvaluation | undefined; readonly value: MyEvaluation }>());
  const [waitingIds, setWaitingIds] = useState<ReadonlySet<string>>(new Set());
  const saved = useRef(onSaved);
  useEffect(() => { saved.current = onSaved; }, [onSaved]);

  const put = useCallback((id: string, value: MyEvaluation | undefined) => {
    setHeld((now) => {
      const next = new Map(now);
      if (value === undefined) next.delete(id);
      else next.set(id, value);
      return next;
    });
  }, []);
  const settle = useCallback(() => setWaitingIds(new Set(waiting.current.keys())), []);

  const send = useCallback(async (id: string) => {
    const entry = waiting.current.get(id);
    if (entry === undefined) return;
    waiting.current.delete(id);
    settle();
    const refused = await sendEvaluation(client, id, judgedBy(id), entry.value);
    if (refused === null) return saved.current();
    put(id, entry.before);
    return tell({ title: 'Your verdict was not saved.', says: refused, tone: 'bad', action: { label: 'Try again', onPress: () => { say.current(id, entry.value); } } });
  }, [client, judgedBy, put, settle]);

  const say = useRef((id: string, change: MyEvaluation) => {
    void id;
    void change;
  });
  say.current = (id, change) => {
    const already = waiting.current.get(id);
    window.clearTimeout(already?.timer);
    const before = already === undefined ? held.get(id) : already.before;
    const value = { ...held.get(id), ...change };
    waiting.current.delete(id); // the newest is last, so that undo takes it back
    waiting.current.set(id, { before, value, timer: window.setTimeout(() => void send(id), HOLD_MS) });
    put(id, value);
    settle();
  };

  const undo = useCallback(() => {
    const last = [...waiting.current].at(-1);
    if (last === undefined) return tell({ title: 'Nothing to take back.', says: 'A verdict can be taken back for a moment; after that, give another one.' });
    const [id, { timer, before }] = last;
    window.clearTimeout(timer);
    waiting.current.delete(id);
    put(id, before);
    return settle();
  }, [put, settle]);

  useEffect(() => {
    const sendAll = () => { for (const [id, { timer }] of waiting.current) { window.clearTimeout(timer); void send(id); } };
    window.addEventListener('pagehide', sendAll);
    return () => { window.removeEventListener('pagehide', sendAll); sendAll(); };
  }, [send]);

  return { held, waiting: waitingIds, say: useCallback((id: string, change: MyEvaluation) => say.current(id, change), []), undo };
}

/** null when it was taken; the reason in words when not. */
async function sendEvaluation(client: Client, key: string, judged: Judged, value: MyEvaluation): Promise<string | null> {
  const evaluation = {
    ...judged, externalId: myEvaluationId(key), evaluator: 'dashboard', evaluatorKind: 'HUMAN' as const,
    rating: value.rating ?? null, success: value.success ?? null, comment: value.comment ?? null,
  };
  const { data, error } = await client
    .mutation(asDocument(RateDocument), { evaluations: [evaluation] }, { fetchOptions: { keepalive: true, headers: { 'x-graphql-yoga-csrf': 'dashboard' } } })
    .toPromise();
  if (error !== undefined) return failureWords(error);
  const rejected = data?.evaluateMessages.rejected[0];
  return rejected === undefined ? null : `${rejected.field} ${rejected.reason}.`;
}
