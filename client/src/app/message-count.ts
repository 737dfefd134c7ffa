import { useEffect } from 'react';
import { useClient } from 'urql';
import { useView } from '../controls/use-view.ts';
import { asDocument } from '../graphql/document.ts';
import { MessageArrivedDocument, ShellDocument } from '../graphql/generated/graphql.ts';
import { usePicture } from '../graphql/picture.ts';

const LEAST_PAUSE_MS = 2_000;

/** Name of the workspace and how many messages it holds; the number follows arrivals, asked for at most every two seconds. */
export function useMessageCount(): { readonly workspace: string | null; readonly count: number | null } {
  const client = useClient();
  const [view] = useView();
  const { data, askAgain } = usePicture(ShellDocument, {});
  const isFollowing = view.live !== 'paused';
  useEffect(() => {
    if (!isFollowing) return undefined;
    let waiting = 0;
    const { unsubscribe } = client.subscription(asDocument(MessageArrivedDocument), {}).subscribe(() => {
      if (waiting !== 0) return;
      waiting = window.setTimeout(() => { waiting = 0; askAgain(); }, LEAST_PAUSE_MS);
    });
    return () => { unsubscribe(); window.clearTimeout(waiting); };
  }, [client, askAgain, isFollowing]);
  return { workspace: data?.workspace.name ?? null, count: data?.workspace.messageCount ?? null };
}
