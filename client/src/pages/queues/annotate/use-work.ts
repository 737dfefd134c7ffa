import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import {
  LeaseQueueItemDocument,
  SkipQueueItemDocument,
  SubmitQueueItemDocument,
  UndoQueueItemDocument,
} from '../../../graphql/generated/graphql.ts';
import type { QueueTaskCardFragment, SubmitQueueItemInput } from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { notify } from '../../../primitives/toast.ts';
import { minuteMs } from '../../../primitives/times.ts';

export type Work =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  /** No message is left for the viewer now. */
  | { readonly state: 'none' }
  | { readonly state: 'ready'; readonly task: QueueTaskCardFragment; readonly isSending: boolean; readonly problem: string | null };

export interface Working {
  readonly work: Work;
  readonly next: (takesOver?: boolean) => Promise<void>;
  readonly submit: (input: SubmitQueueItemInput) => Promise<void>;
  readonly skip: (reason: string) => Promise<void>;
  readonly undo: () => Promise<void>;
}

/** The message that is with the viewer, and what they do with it. The lease is renewed while the page is open and in sight. */
export function useWork(queueId: string, leaseMinutes: number): Working {
  const client = useClient();
  const [work, setWork] = useState<Work>({ state: 'loading' });
  const show = useCallback((task: QueueTaskCardFragment | null | undefined) => {
    setWork(task == null ? { state: 'none' } : { state: 'ready', task, isSending: false, problem: null });
  }, []);
  const lease = useCallback(
    (takesOver: boolean) => send(client, LeaseQueueItemDocument, { input: { queueId, takesOver } }),
    [client, queueId],
  );
  const take = useCallback(
    (sent: Awaited<ReturnType<typeof lease>>) => {
      if (sent.ok) show(sent.data.leaseQueueItem);
      else setWork({ state: 'failed', message: sent.refusal.message });
    },
    [show],
  );
  const next = async (takesOver = false) => take(await lease(takesOver));
  useEffect(() => {
    let isGone = false;
    void lease(false).then((sent) => {
      if (!isGone) take(sent);
    });
    return () => {
      isGone = true;
    };
  }, [lease, take]);
  const heldId = work.state === 'ready' ? work.task.queueItemId : null;
  useEffect(() => {
    if (heldId === null) return undefined;
    const renew = () => {
      if (document.visibilityState === 'visible') void send(client, LeaseQueueItemDocument, { input: { queueId } });
    };
    const timer = setInterval(renew, Math.max(1, leaseMinutes / 2) * minuteMs);
    return () => clearInterval(timer);
  }, [client, queueId, heldId, leaseMinutes]);
  const sending = (isSending: boolean, problem: string | null) =>
    setWork((now) => (now.state === 'ready' ? { ...now, isSending, problem } : now));
  const submit = async (input: SubmitQueueItemInput) => {
    sending(true, null);
    const sent = await send(client, SubmitQueueItemDocument, { input });
    if (sent.ok) return next();
    if (sent.refusal.field !== null) return sending(false, sent.refusal.message);
    notify({ title: 'The judgment does not count', says: sent.refusal.message, tone: 'bad' });
    return next();
  };
  const skip = async (reason: string) => {
    if (heldId === null) return;
    sending(true, null);
    const sent = await send(client, SkipQueueItemDocument, { input: { queueItemId: heldId, reason } });
    if (!sent.ok) notify({ title: 'The message was not skipped', says: sent.refusal.message, tone: 'bad' });
    return next();
  };
  const undo = async () => {
    const sent = await send(client, UndoQueueItemDocument, { input: { queueId } });
    if (sent.ok) show(sent.data.undoQueueItem);
    else notify({ title: 'Nothing was undone', says: sent.refusal.message });
  };
  return { work, next, submit, skip, undo };
}
