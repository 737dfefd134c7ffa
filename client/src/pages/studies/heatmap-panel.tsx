import { useMemo, useState } from 'react';
import { HyperparameterHeatmap } from 'ui-kit/hyperparameter-heatmap';
import type { Parameter } from 'ui-kit/hyperparameter-heatmap';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import { Select } from '../../primitives/select.tsx';
import type { Study, StudyPanelProps } from './answer.ts';
import styles from './studies.module.css';
import { parameterWords } from './trials.ts';
import type { TrialRow } from './trials.ts';

const firstOf = ({ values }: TrialRow): number | null => values[0] ?? null;

/** Where good trials lie, by two parameters that the reader chooses. */
export function HeatmapPanel({ answer, rows }: StudyPanelProps) {
  const study = answer.data?.study ?? null;
  const [across, setAcross] = useState('0');
  const [down, setDown] = useState('1');
  const parameters = study?.searchSpace ?? [];
  const x = useMemo(() => parameterOf(study, Number(across)), [study, across]);
  const y = useMemo(() => parameterOf(study, Number(down)), [study, down]);
  const objective = study?.objectives[0];
  if (study !== null && parameters.length < 2) return null;
  const options = parameters.map(({ name }, place) => ({ value: String(place), label: visible(name) }));
  return (
    <Panel
      title="Two parameters"
      hint="best value of the trials in each cell"
      aside={
        options.length > 1 && (
          <span className={styles.choices}>
            <Select label="Columns" value={across} options={options} onChoose={setAcross} />
            <Select label="Rows" value={down} options={options} onChoose={setDown} />
          </span>
        )
      }
      skeleton="chart"
      minHeight={300}
      load={loadOf(answer, () => (rows.length === 0 ? null : rows))}
      onRetry={answer.reload}
      empty={{ says: 'No trial yet.', how: 'Cells appear with the first trials.' }}
    >
      {(shown) => (
        <HyperparameterHeatmap
          title="Two parameters"
          data={shown}
          x={x}
          y={y}
          metric={{ of: firstOf, label: visible(objective?.name ?? 'value'), unit: 'number' }}
          goal={objective?.direction === 'MAXIMIZE' ? 'maximise' : 'minimise'}
          baseline={objective?.baseline ?? undefined}
        />
      )}
    </Panel>
  );
}

function parameterOf(study: Study | null, place: number): Parameter<TrialRow> {
  const { name = '', kind = 'FLOAT' } = study?.searchSpace[place] ?? {};
  return {
    label: visible(name),
    of: ({ parameters }) => {
      const value = parameters[place] ?? null;
      return value === null || (kind !== 'CATEGORICAL' && typeof value === 'number')
        ? (value as number | null)
        : visible(parameterWords(value));
    },
  };
}
