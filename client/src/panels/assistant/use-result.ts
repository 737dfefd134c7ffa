import { useClient } from 'urql';
import { AssistantResultDocument } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { askOnce } from '../../graphql/live.ts';
import { useLive } from '../../graphql/use-live.ts';
import type { ToolResult } from './types.ts';

export interface KnownResult {
  /** Null: it is not there yet, is not asked for, or is kept no longer. */
  readonly result: ToolResult | null;
  /** It held texts of applications, and its time is over. */
  readonly isGone: boolean;
  readonly failure: string | null;
  readonly reload: () => void;
}

/**
 * A result of a conversation by its handle; `handle`: null asks for none. A result never changes: what was asked for once, for a table or for a
 * number in a text, is not asked for again.
 */
export function useResult(conversationId: string, handle: string | null): KnownResult {
  const client = useClient();
  const { data, failure, reload } = useLive<{ readonly result: ToolResult | null }, never>(
    handle === null
      ? null
      : {
          key: `${conversationId} ${handle}`,
          ask: askOnce(async () => {
            const asked = client.query(asDocument(AssistantResultDocument), { conversationId, handle }, { requestPolicy: 'cache-first' });
            const { data: came, error } = await asked.toPromise();
            if (error !== undefined) return { failure: failureWords(error) };
            return { value: { result: (came?.assistantResult ?? null) as ToolResult | null } };
          }),
        },
  );
  const result = handle === null ? null : (data?.result ?? null);
  return { result, isGone: handle !== null && data !== null && result === null, failure: data === null ? failure : null, reload };
}
