import { useView } from '../controls/use-view.ts';
import { MessageArrivedDocument, ShellDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';

const PAUSE_MS = 2_000;

/** Name of the workspace and how many messages it holds; the number follows arrivals, asked for at most every two seconds. */
export function useMessageCount(): { readonly workspace: string | null; readonly count: number | null } {
  const [view] = useView();
  const { data } = useLiveQuery({
    query: ShellDocument,
    variables: {},
    changes: { subscription: MessageArrivedDocument, askAfterMs: PAUSE_MS },
    isPaused: view.live === 'paused',
  });
  return { workspace: data?.workspace.name ?? null, count: data?.workspace.messageCount ?? null };
}
