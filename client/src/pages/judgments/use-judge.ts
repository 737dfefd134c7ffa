import { useState } from 'react';
import { useClient } from 'urql';
import { JudgeMessagesDocument } from '../../graphql/generated/graphql.ts';
import type { MessageJudgmentInput } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { notify } from '../../primitives/toast.ts';

export interface Refused {
  readonly index: number;
  readonly reason: string;
}

/** Sends judgments in one call; what was refused is given back by its place. */
export function useJudge(onJudged: () => void) {
  const client = useClient();
  const [isSending, setSending] = useState(false);
  const judge = async (judgments: MessageJudgmentInput[]): Promise<readonly Refused[] | null> => {
    setSending(true);
    const sent = await send(client, JudgeMessagesDocument, { judgments });
    setSending(false);
    if (!sent.ok) {
      notify({ title: 'The judgment was not saved', says: sent.refusal.message, tone: 'bad' });
      return null;
    }
    const { accepted, updated, rejected } = sent.data.judgeMessages;
    if (accepted + updated > 0) onJudged();
    return rejected.map(({ index, field, reason }) => ({ index, reason: `${field} ${reason}` }));
  };
  return { judge, isSending };
}
