import { useSyncExternalStore } from 'react';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';

export const latencyScales = ['cut', 'linear', 'log'] as const;
/** `cut`: the axis ends where nearly all values lie, and higher ones are marked. */
export type LatencyScale = (typeof latencyScales)[number];

const KEY = 'ftl.latencyScale';
const watchers = new Set<() => void>();

const held = (): LatencyScale => latencyScales.find((scale) => scale === localStorage.getItem(KEY)) ?? 'cut';

function choose(scale: LatencyScale): void {
  localStorage.setItem(KEY, scale);
  for (const watcher of watchers) watcher();
}

function follow(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The axis of latencies, the same in every chart, kept for the next visit. */
export const useLatencyScale = (): LatencyScale => useSyncExternalStore(follow, held);

const options = [
  { value: 'cut', label: 'Linear, outliers marked at the edge' },
  { value: 'linear', label: 'Linear, all of it' },
  { value: 'log', label: 'Logarithmic' },
] as const;

/** Chooses the axis of latencies. */
export function LatencyScaleChoice() {
  return (
    <Menu trigger={<IconButton icon="up" label="Scale of the axis" />}>
      <MenuChoice label="Scale of the axis" value={useLatencyScale()} options={options} onChoose={choose} />
    </Menu>
  );
}
