import { startTransition, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useSettings } from '../../controls/settings.ts';
import { connection } from '../../graphql/client.ts';
import { asDocument } from '../../graphql/document.ts';
import { PanelsNoticeDocument } from '../../graphql/generated/graphql.ts';
import { openPanels } from './ask-panels.ts';
import type { PanelAnswer, Panels, PanelVariables, Wanted } from './ask-panels.ts';

/** Panels are asked again at most once in this time while messages arrive, ms. */
const RENEW_MS = 3_000;

/** The answers for the panels of a page, which follow what changes unless paused. `isOneRequest`: see `openPanels`. */
export function usePanels(variables: PanelVariables, isPaused: boolean, isOneRequest = false): Panels {
  const client = useClient();
  const [panels] = useState(() => openPanels(client, isOneRequest));
  // Not at each render: one that draws the address before has nothing to say after `useEarlyPanels` has asked for the next.
  const asked = JSON.stringify(variables);
  useLayoutEffect(() => panels.set(JSON.parse(asked) as PanelVariables), [panels, asked]);
  useLayoutEffect(() => panels.close, [panels]);
  const renewedAt = useRef(0);
  const timer = useRef<number | undefined>(undefined);
  const onNotice = useEffectEvent(() => {
    timer.current ??= window.setTimeout(
      () => {
        timer.current = undefined;
        renewedAt.current = Date.now();
        panels.renew();
      },
      Math.max(0, renewedAt.current + RENEW_MS - Date.now()),
    );
  });
  // Thresholds and weeks of the settings stand in no variable.
  const settings = useSettings();
  const settled = useRef(settings);
  useEffect(() => {
    if (settled.current !== null && settled.current !== settings) panels.renew();
    settled.current = settings;
  }, [panels, settings]);
  const filter = JSON.stringify(variables.filter);
  useEffect(() => {
    if (isPaused) return;
    // The first notice gives the present state, which the panels ask for by themselves.
    let isFirst = true;
    const { unsubscribe } = client
      .subscription(asDocument(PanelsNoticeDocument), { filter: JSON.parse(filter) as PanelVariables['filter'] })
      .subscribe(({ data }) => {
        if (data === undefined || data === null) return;
        if (!isFirst) onNotice();
        isFirst = false;
      });
    const stopReturns = connection.onReturn(() => onNotice());
    return () => {
      unsubscribe();
      stopReturns();
      window.clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [client, filter, isPaused]);
  return panels;
}

/**
 * Where the answer for one panel stands; it is asked for while `isWanted`. Answers of several panels come at once: they are drawn as a
 * transition, so that a press that comes meanwhile goes first.
 */
export function usePanelAnswer(panels: Panels, { flag, isOfAnalytics }: Wanted, isWanted: boolean): PanelAnswer {
  const [answer, setAnswer] = useState(() => panels.read(flag));
  useLayoutEffect(() => (isWanted ? panels.want({ flag, isOfAnalytics }) : undefined), [panels, flag, isOfAnalytics, isWanted]);
  useEffect(() => {
    const follow = (): void => startTransition(() => setAnswer(panels.read(flag)));
    follow();
    return panels.subscribe(follow);
  }, [panels, flag]);
  return answer;
}
