import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { parseSearch, writeSearch } from '../../controls/search.ts';
import { readView } from '../../controls/view.ts';
import { keptSearch, openedSearch } from '../../controls/views/view-search.ts';
import { readDashboardSearch } from '../../panels/dashboard/dashboard-search.ts';

export interface BoardFilters {
  /** The board's own filters stand in the address, where it named none. */
  readonly isSettled: boolean;
  /** The address shows something else than the board opens with. */
  readonly areOther: boolean;
  /** What the address shows, as a board keeps it. */
  readonly current: string;
  readonly reset: () => void;
}

/** The search part of an address as a board keeps it: what the page reads of it, without what stands at its default. */
function canonical(search: string): string {
  const read = parseSearch(search);
  return keptSearch(writeSearch({ ...readView(read), ...readDashboardSearch(read) }));
}

/** Time range and filters of a board: those of the address, else those that the board opens with. */
export function useBoardFilters(search: string): BoardFilters {
  const navigate = useNavigate();
  const current = canonical(useRouterState({ select: ({ location }) => location.searchStr }));
  const own = canonical(search);
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
