import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import {
  AskAssistantDocument,
  AssistantConversationDocument,
  AssistantTurnChangesDocument,
  RateAssistantTurnDocument,
  RetryAssistantTurnDocument,
  SettleAssistantProposalDocument,
  ShowAssistantTurnDocument,
  StopAssistantTurnDocument,
  UndoAssistantProposalDocument,
} from '../../graphql/generated/graphql.ts';
import type { AssistantConversationRowFragment, AssistantRating, AssistantTurnPartsFragment } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { send } from '../../graphql/refusal.ts';
import type { Refusal, Sent } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { mergedTurns } from './turns.ts';
import type { ShownTurn } from './turns.ts';

/** What the person looks at while asking: data for the model, never an instruction. */
export interface Place {
  /** Path and search of the page. */
  readonly path: string;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Asking {
  readonly text: string;
  /** The turn in whose place it is asked; absent: it goes on after the last one. */
  readonly insteadOf?: string | undefined;
  readonly model?: string | undefined;
  readonly place?: Place | undefined;
}

export interface Conversation {
  /** Null: it is a new one, or not known yet. */
  readonly row: AssistantConversationRowFragment | null;
  readonly turns: readonly ShownTurn[];
  /** It was asked for, and is not there yet. */
  readonly isLoading: boolean;
  /** The conversation can't be had, in words. */
  readonly failure: string | null;
  /** What was asked and is not known to be taken yet. */
  readonly sending: string | null;
  /** What the last act was refused with. */
  readonly refusal: Refusal | null;
  readonly running: ShownTurn | null;
  readonly reload: () => void;
  /** False: it was refused, and `refusal` has why. */
  readonly ask: (asking: Asking) => Promise<boolean>;
  readonly retry: (turnId: string) => void;
  readonly stop: (turnId: string) => void;
  readonly show: (turnId: string) => void;
  readonly rate: (turnId: string, rating: AssistantRating | null) => void;
  readonly settle: (turnId: string, proposalId: string, isConfirmed: boolean) => void;
  readonly undo: (turnId: string, proposalId: string) => void;
  /** Cards whose decision is on its way, by the ids of their proposals. */
  readonly settling: readonly string[];
}

/**
 * A conversation with its turns, and all that can be done in it. `id`: null begins a new one; `onBegun` is given its id. `onEnd`: a turn
 * has ended.
 */
export function useConversation(id: string | null, onBegun: (id: string) => void, onEnd: () => void): Conversation {
  const client = useClient();
  const { data, failure, reload } = useLiveQuery({
    query: AssistantConversationDocument,
    variables: { id: id ?? '' },
    isWanted: id !== null,
  });
  const [known, setKnown] = useState<ReadonlyMap<string, AssistantTurnPartsFragment>>(new Map());
  const [replaced, setReplaced] = useState<readonly string[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [settling, setSettling] = useState<readonly string[]>([]);
  const held = id !== null && data?.assistantConversation?.id === id ? data.assistantConversation : null;
  const turns = useMemo(() => (id === null ? [] : mergedTurns(held?.turns ?? [], known, replaced, id)), [held, known, replaced, id]);
  const running = turns.find(({ status }) => status === 'RUNNING') ?? null;

  const take = useCallback((turn: AssistantTurnPartsFragment) => setKnown((now) => new Map(now).set(turn.id, turn)), []);
  const afterEnd = useRef(onEnd);
  useEffect(() => {
    afterEnd.current = onEnd;
  });
  const runningId = running?.id ?? null;
  const runningIn = running?.conversation.id ?? null;
  useEffect(() => {
    if (runningId === null || runningIn === null) return undefined;
    const { unsubscribe } = client
      .subscription(asDocument(AssistantTurnChangesDocument), { turnId: runningId })
      .subscribe(({ data: came }) => {
        if (came?.assistantTurn == null) return;
        take({ ...came.assistantTurn, conversation: { id: runningIn } });
        if (came.assistantTurn.status !== 'RUNNING') {
          reload();
          afterEnd.current();
        }
      });
    return unsubscribe;
  }, [client, runningId, runningIn, take, reload]);

  /** Keeps the turn that an act gave, or why there is none. */
  const took = <Data>(sent: Sent<Data>, turnOf: (data: Data) => AssistantTurnPartsFragment | null): boolean => {
    setRefusal(sent.ok ? null : sent.refusal);
    if (!sent.ok) return false;
    const turn = turnOf(sent.data);
    if (turn !== null) take(turn);
    return true;
  };
  const replace = (turnId: string): void => {
    const place = turns.findIndex((turn) => turn.id === turnId);
    if (place >= 0) setReplaced((now) => [...now, ...turns.slice(place).map((turn) => turn.id)]);
  };

  const ask = async ({ text, insteadOf, model, place }: Asking): Promise<boolean> => {
    setSending(text);
    const where = insteadOf === undefined ? (id === null ? {} : { assistantConversationId: id }) : { insteadOfTurnId: insteadOf };
    const sent = await send(client, AskAssistantDocument, {
      input: { text, ...where, ...(model !== undefined && { model }), ...(place !== undefined && { place }) },
    });
    setSending(null);
    if (sent.ok && insteadOf !== undefined) replace(insteadOf);
    const isTaken = took(sent, ({ askAssistant }) => askAssistant);
    if (sent.ok && id === null) onBegun(sent.data.askAssistant.conversation.id);
    return isTaken;
  };
  const retry = async (turnId: string): Promise<void> => {
    const sent = await send(client, RetryAssistantTurnDocument, { input: { turnId } });
    if (sent.ok) replace(turnId);
    took(sent, ({ retryAssistantTurn }) => retryAssistantTurn);
  };
  const show = async (turnId: string): Promise<void> => {
    const sent = await send(client, ShowAssistantTurnDocument, { id: turnId });
    if (took(sent, () => null)) {
      setReplaced([]);
      setKnown(new Map());
      reload();
    }
  };
  const decide = async (proposalId: string, act: () => Promise<boolean>): Promise<void> => {
    setSettling((now) => [...now, proposalId]);
    await act();
    setSettling((now) => now.filter((one) => one !== proposalId));
  };

  return {
    row: held,
    turns,
    isLoading: id !== null && held === null && failure === null && data === null,
    failure:
      id === null
        ? null
        : data !== null && data.assistantConversation === null && turns.length === 0
          ? 'There is no such conversation, or it is not shared with you.'
          : held === null
            ? failure
            : null,
    sending,
    refusal,
    running,
    reload,
    ask,
    retry: (turnId) => void retry(turnId),
    stop: (turnId) => void send(client, StopAssistantTurnDocument, { id: turnId }).then((sent) => took(sent, () => null)),
    show: (turnId) => void show(turnId),
    rate: (turnId, rating) =>
      void send(client, RateAssistantTurnDocument, { input: { turnId, rating } }).then((sent) =>
        took(sent, ({ rateAssistantTurn }) => rateAssistantTurn),
      ),
    settle: (turnId, proposalId, isConfirmed) =>
      void decide(proposalId, async () =>
        took(
          await send(client, SettleAssistantProposalDocument, { input: { turnId, proposalId, isConfirmed } }),
          ({ settleAssistantProposal }) => settleAssistantProposal,
        ),
      ),
    undo: (turnId, proposalId) =>
      void decide(proposalId, async () =>
        took(
          await send(client, UndoAssistantProposalDocument, { input: { turnId, proposalId } }),
          ({ undoAssistantProposal }) => undoAssistantProposal,
        ),
      ),
    settling,
  };
}
