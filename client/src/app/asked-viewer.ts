import { useEffect, useEffectEvent, useMemo, useRef, useSyncExternalStore } from 'react';
import { takeTheme } from '../controls/page/theme.ts';
import type { Viewer } from '../controls/viewer.ts';
import { ViewerDocument } from '../graphql/generated/graphql.ts';
import { isSameViewer, socketViewer } from '../graphql/socket-viewer.ts';
import type { SocketViewer } from '../graphql/socket-viewer.ts';
import { standing } from '../graphql/standing.ts';
import { useLiveQuery } from '../graphql/use-live.ts';

const PAUSE_MS = 500;

/** Who looks at the page, asked again when an answer or the socket says that a role or a membership has changed. */
export function useAskedViewer(): Viewer | null {
  const { data, reload } = useLiveQuery({ query: ViewerDocument, variables: {} });
  const ask = useEffectEvent(reload);
  useEffect(() => {
    let timer: number | undefined;
    const stop = standing.follow((what) => {
      if (what === 'changed') timer ??= window.setTimeout(() => ((timer = undefined), ask()), PAUSE_MS);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, []);
  // What changed after the answer and before the socket was there is noticed here: nothing announces it. Asked again once for each socket, since
  // the answer may be the newer one; then the server closes the socket, and the next one agrees.
  const socket = useSyncExternalStore(socketViewer.subscribe, socketViewer.read);
  const compared = useRef<SocketViewer | null>(null);
  useEffect(() => {
    if (socket === null || data === null || socket === compared.current || isSameViewer(socket, data.viewer)) return;
    compared.current = socket;
    ask();
  }, [socket, data]);
  const theme = (data?.preferences as { readonly theme?: unknown } | undefined)?.theme;
  useEffect(() => takeTheme(theme), [theme]);
  return useMemo(() => (data === null ? null : { ...data.viewer, reload }), [data, reload]);
}
