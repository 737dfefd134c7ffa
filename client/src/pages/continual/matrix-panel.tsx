import { Heatmap } from 'ui-kit/heatmap';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import type { SessionRowFragment } from '../../graphql/generated/graphql.ts';
import { signedPoints } from './words.ts';

interface Cell {
  readonly after: string;
  readonly task: string;
  readonly accuracy: number | null;
  readonly isOwn: boolean;
  readonly note: string | undefined;
}

const before = 'before any';
const value = { of: (cell: Cell) => cell.accuracy, label: 'Accuracy', unit: 'share' } as const;

/** The accuracies with each task after the learning of each task: what is below the outlined cells is kept or forgotten. */
export function MatrixPanel({ session: { metrics } }: { readonly session: SessionRowFragment }) {
  const { tasks, rows, initial } = metrics.matrix;
  const { forgetting } = metrics.transfer;
  const cells = useMemo(() => cellsOf(tasks, rows as readonly (readonly (number | null)[])[], initial), [tasks, rows, initial]);
  const axes = useMemo(
    () => ({
      x: { of: (cell: Cell) => cell.task, label: 'With task', order: tasks.map(visible) },
      y: { of: (cell: Cell) => cell.after, label: 'After learning', order: [before, ...tasks.slice(0, rows.length).map(visible)] },
    }),
    [tasks, rows.length],
  );
  const lost = forgetting.flatMap((one, place) =>
    one == null || one <= 0 ? [] : [`${visible(tasks[place] ?? '')} ${signedPoints(-one)}`],
  );
  return (
    <Panel
      title="Accuracy by task"
      hint={lost.length === 0 ? 'after the learning of each task' : `forgotten at the end: ${lost.join(', ')}`}
    >
      {rows.length === 0 ? (
        <EmptyState
          says="No task has been learned yet."
          how="Log accuracies with `stage`, the task that is being learned, for each task of the session."
        />
      ) : (
        <Heatmap
          title="Accuracy by task"
          data={cells}
          {...axes}
          value={value}
          note={(cell) => cell.note}
          mark={(cell) => (cell.isOwn ? { kind: 'best', label: 'at the end of its own learning' } : undefined)}
        />
      )}
    </Panel>
  );
}

function cellsOf(tasks: readonly string[], rows: readonly (readonly (number | null)[])[], initial: readonly (number | null)[]): Cell[] {
  const row = (after: string, values: readonly (number | null)[], place: number): Cell[] =>
    tasks.map((task, column) => ({
      after,
      task: visible(task),
      accuracy: values[column] ?? null,
      isOwn: column === place,
      note: place > column && place >= 0 ? 'learned before' : undefined,
    }));
  return [...row(before, initial, -1), ...rows.flatMap((values, place) => row(visible(tasks[place] ?? ''), values, place))];
}
