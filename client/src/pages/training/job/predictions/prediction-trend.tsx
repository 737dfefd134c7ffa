import { useMemo } from 'react';
import { BandChart } from 'ui-kit/band-chart';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { PredictionTrendFragment } from '../../../../graphql/generated/graphql.ts';
import { Select } from '../../../../primitives/select.tsx';
import { scoreNames, scoreWords } from './prediction-view.ts';
import { signed, verdictWords } from './score-change.tsx';
import styles from './predictions.module.css';

type Row = { readonly epoch: number } & PredictionTrendFragment['scores'][number];

export interface PredictionTrendProps {
  readonly epochs: readonly PredictionTrendFragment[];
  readonly score: string;
  readonly onScore: (score: string) => void;
}

const x = { of: ({ epoch }: Row) => epoch, label: 'Epoch', unit: 'count' } as const;

/** How a score goes from epoch to epoch, with its interval. */
export function PredictionTrend({ epochs, score, onScore }: PredictionTrendProps) {
  const locale = useLocale();
  const rows = useMemo(
    () => epochs.flatMap(({ epoch, scores }): Row[] => scores.filter(({ name }) => name === score).map((one) => ({ epoch, ...one }))),
    [epochs, score],
  );
  const words = scoreWords(score);
  return (
    <Panel
      title={`${words} by epoch`}
      hint={`mean, 95 % interval; ${rows[0]?.lowerIsBetter === true ? 'less' : 'more'} is better`}
      aside={
        <div className={styles.score}>
          <Select
            label="Score"
            value={score}
            options={scoreNames(epochs).map((name) => ({ value: name, label: scoreWords(name) }))}
            onChoose={onScore}
          />
        </div>
      }
    >
      <BandChart
        title={`${words} by epoch`}
        data={rows}
        x={x}
        y={{ label: words, unit: 'number', baseline: 'data' }}
        line={{ of: ({ mean }) => mean, label: 'mean' }}
        bands={[{ label: '95 % interval', from: ({ low }) => low, to: ({ high }) => high }]}
        note={({ sampleCount, change }) =>
          [
            `${format(sampleCount, 'count', locale)} ${sampleCount === 1 ? 'sample' : 'samples'}`,
            ...(change == null ? [] : [`${signed(change.mean, locale)} since epoch ${rows[0]?.epoch}: ${verdictWords[change.verdict]}`]),
          ].join('; ')
        }
        height={180}
      />
    </Panel>
  );
}
