import { useMemo } from 'react';
import { ParallelCoordinates } from 'ui-kit/parallel-coordinates';
import type { ParallelAxis } from 'ui-kit/parallel-coordinates';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { Study, StudyPanelProps } from './answer.ts';
import { parameterWords } from './trials.ts';
import type { TrialRow } from './trials.ts';

const nameOf = ({ number }: TrialRow): string => `trial ${number}`;
const firstOf = ({ values }: TrialRow): number | null => values[0] ?? null;

/** Every complete trial as a line over all parameters. */
export function ParallelPanel({ answer, rows }: StudyPanelProps) {
  const study = answer.data?.study ?? null;
  const axes = useMemo(() => (study === null ? [] : axesOf(study)), [study]);
  const complete = useMemo(() => rows.filter(({ state }) => state === 'COMPLETE'), [rows]);
  const objective = study?.objectives[0];
  const color = useMemo(
    () =>
      objective === undefined
        ? undefined
        : {
            of: firstOf,
            label: visible(objective.name),
            unit: 'number' as const,
            goal: objective.direction === 'MAXIMIZE' ? ('maximise' as const) : ('minimise' as const),
          },
    [objective],
  );
  return (
    <Panel
      title="Parameters and objective"
      hint="a line is a trial; select on the axes to see what goes together"
      skeleton="chart"
      minHeight={360}
      load={loadOf(answer, () => (complete.length === 0 ? null : complete))}
      onRetry={answer.reload}
      empty={{ says: 'No trial is complete.', how: 'Lines appear with the first trial that has a value.' }}
    >
      {(shown) => (
        <ParallelCoordinates title="Parameters and objective" data={shown} axes={axes} name={nameOf} counted="trials" color={color} />
      )}
    </Panel>
  );
}

const axesOf = (study: Study): readonly ParallelAxis<TrialRow>[] => [
  ...study.searchSpace.map(({ name, kind, isLog, choices }, place): ParallelAxis<TrialRow> => {
    const common = { key: `parameter ${place}`, label: visible(name) };
    if (kind === 'CATEGORICAL')
      return {
        ...common,
        of: ({ parameters }) => (parameters[place] === null ? null : visible(parameterWords(parameters[place]))),
        order: ((choices ?? []) as readonly unknown[]).map((choice) => visible(parameterWords(choice))),
      };
    return {
      ...common,
      of: ({ parameters }) => (typeof parameters[place] === 'number' ? parameters[place] : null),
      unit: 'number',
      scale: isLog ? 'log' : 'linear',
    };
  }),
  ...study.objectives.map(({ name }, place): ParallelAxis<TrialRow> => ({
    key: `objective ${place}`,
    label: visible(name),
    of: ({ values }) => values[place] ?? null,
    unit: 'number',
  })),
];
