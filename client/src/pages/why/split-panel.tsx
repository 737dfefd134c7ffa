import { useState } from 'react';
import { EmptyState, Panel } from 'ui-kit/panel';
import { WaterfallChart } from 'ui-kit/waterfall-chart';
import type { CauseDimension, WholeExplanationFragment } from '../../graphql/generated/graphql.ts';
import { metrics } from '../../panels/signals/words.ts';
import { Select } from '../../primitives/select.tsx';
import { dimensionName } from './words.ts';

interface Step {
  readonly name: string;
  readonly change: number;
}

const nameOf = ({ name }: Step): string => name;
const changeOf = ({ change }: Step): number => change;

/** The change as a bridge: what comes from other shares of the traffic, and what from values, by one dimension. */
export function SplitPanel({ explanation }: { readonly explanation: WholeExplanationFragment }) {
  const { dimensionEffects, metric, measure } = explanation;
  const [chosen, setChosen] = useState<CauseDimension | null>(null);
  const effect = dimensionEffects.find(({ dimension }) => dimension === chosen) ?? dimensionEffects[0];
  const isSum = metric === 'COST' || metric === 'TOKENS' || metric === 'MESSAGE_COUNT';
  return (
    <Panel
      title="Traffic or values"
      hint={measure === null ? metrics[metric].name.toLowerCase() : 'share of slow messages'}
      aside={
        effect !== undefined && (
          <Select
            label="By"
            value={effect.dimension}
            options={dimensionEffects.map(({ dimension }) => ({ value: dimension, label: `by ${dimensionName(dimension)}` }))}
            onChoose={setChosen}
          />
        )
      }
    >
      {effect === undefined ? (
        <EmptyState says="All messages are alike." how="No dimension has more than one value in these windows." />
      ) : (
        <Bridge explanation={explanation} effect={effect} isSum={isSum} />
      )}
    </Panel>
  );
}

interface BridgeProps {
  readonly explanation: WholeExplanationFragment;
  readonly effect: WholeExplanationFragment['dimensionEffects'][number];
  readonly isSum: boolean;
}

function Bridge({ explanation, effect, isSum }: BridgeProps) {
  const { metric, measure } = explanation;
  const by = dimensionName(effect.dimension);
  const steps: readonly Step[] = [
    { name: isSum ? `More or fewer messages, by ${by}` : `Other shares of the traffic, by ${by}`, change: effect.mixEffect },
    { name: isSum ? 'More or less each' : `Values within each ${by}`, change: effect.rateEffect },
  ];
  return (
    <WaterfallChart
      title={`Change by ${by}`}
      data={steps}
      step={nameOf}
      change={{ of: changeOf, label: 'Change', unit: measure === null ? metrics[metric].unit : 'share' }}
      start={{ label: 'Before', value: measure === null ? explanation.baseline : explanation.measureBaseline }}
      end={{ label: 'Now', value: measure === null ? explanation.current : explanation.measureCurrent }}
    />
  );
}
