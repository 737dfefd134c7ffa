import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { parseSearch } from '../../controls/search.ts';
import { keptSearch, openedSearch } from '../../controls/views/view-search.ts';

export interface BoardFilters {
  /** The board's own filters stand in the address, where it named none. */
  readonly isSettled: boolean;
  /** The address shows something else than the board opens with. */
  readonly areOther: boolean;
  /** What the address shows, as a board keeps it. */
  readonly current: string;
  readonly reset: () => void;
}

/** Time range and filters of a board: those of the address, else those that the board opens with. */
export function useBoardFilters(search: string): BoardFilters {
  const navigate = useNavigate();
  const current = keptSearch(useRouterState({ select: ({ location }) => location.searchStr }));
  const own = keptSearch(search);
  const [isSettled, setSettled] = useState(current !== '' || own === '');
  const settle = useEffectEvent(() => {
    if (isSettled) return;
    void navigate({ to: '.', search: (held) => openedSearch(own, held), replace: true }).then(() => setSettled(true));
  });
  useEffect(() => settle(), []);
  return {
    isSettled,
    areOther: current !== own,
    current,
    reset: () => void navigate({ to: '.', search: () => parseSearch(own), resetScroll: false }),
  };
}
