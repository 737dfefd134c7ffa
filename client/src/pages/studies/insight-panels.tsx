import { useMemo, useState } from 'react';
import { DotPlot } from 'ui-kit/dot-plot';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { StudyInsightDocument } from '../../graphql/generated/graphql.ts';
import type { StudyInsightQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import { Select } from '../../primitives/select.tsx';
import type { Study } from './answer.ts';
import { parameterWords } from './trials.ts';
import { useStudyQuery } from './use-study-query.ts';

type Insight = NonNullable<StudyInsightQuery['study']>;
type Sensitivity = NonNullable<Insight['sensitivity']>[number];
type SlicePoint = Sensitivity['slice'][number];
type Interaction = NonNullable<Insight['interactions']>[number];

const mostPairs = 10;

const lowOf = ({ low }: { readonly low: number }): number => low;
const highOf = ({ high }: { readonly high: number }): number => high;
const meanOf = ({ mean }: SlicePoint): number => mean;
const valueOf = ({ value }: Interaction): number => value;
const pairOf = ({ a, b }: Interaction): string => `${visible(a)} × ${visible(b)}`;

/** How the objective moves along one parameter of the best trial, and what pairs of parameters explain only together. */
export function InsightPanels({ studyId, study }: { readonly studyId: string; readonly study: Study | null }) {
  const answer = useStudyQuery(StudyInsightDocument, { id: studyId }, { studyId, everyMs: 10_000, isWanted: study !== null });
  const [chosen, setChosen] = useState<string | null>(null);
  const sensitivity = answer.data?.study?.sensitivity ?? null;
  const shown = sensitivity?.find(({ parameter }) => parameter === chosen) ?? sensitivity?.[0] ?? null;
  const options = (sensitivity ?? []).map(({ parameter }) => ({ value: parameter, label: visible(parameter) }));
  return (
    <>
      <Panel
        title="Along one parameter"
        hint="expected objective around the best trial, by a Gaussian process; 95 % intervals"
        aside={shown !== null && <Select label="Parameter" value={shown.parameter} options={options} onChoose={setChosen} />}
        skeleton="chart"
        minHeight={280}
        load={loadOf(answer, () => shown)}
        onRetry={answer.reload}
        empty={{ says: 'Too few complete trials.', how: 'Slices are computed from 10 complete trials of one objective on.' }}
      >
        {(one) => <Slice key={one.parameter} sensitivity={one} study={study} />}
      </Panel>
      <Panel
        title="Interactions"
        hint="variance that two parameters explain only together, by fANOVA; 95 % intervals"
        skeleton="chart"
        minHeight={280}
        load={loadOf(answer, (data) => pairsOf(data.study?.interactions ?? null))}
        onRetry={answer.reload}
        empty={{
          says: 'No pair to show.',
          how: 'Interactions are computed from 20 complete trials on, of 2 to 8 parameters that all trials have.',
        }}
      >
        {(pairs) => (
          <DotPlot
            title="Interactions"
            data={pairs}
            measure={{ of: pairOf, label: 'Parameters' }}
            value={{ of: valueOf, low: lowOf, high: highOf, label: 'Share of variance', unit: 'share' }}
          />
        )}
      </Panel>
    </>
  );
}

const pairsOf = (interactions: readonly Interaction[] | null): readonly Interaction[] | null =>
  interactions === null || interactions.length === 0 ? null : interactions.slice(0, mostPairs);

function Slice({ sensitivity: { parameter, slice }, study }: { readonly sensitivity: Sensitivity; readonly study: Study | null }) {
  const known = study?.searchSpace.find(({ name }) => name === parameter);
  const objective = visible(study?.objectives[0]?.name ?? 'value');
  const x = useMemo(
    () => ({ of: ({ value }: SlicePoint) => value as number, label: visible(parameter), unit: 'number' as const }),
    [parameter],
  );
  if (known?.kind === 'CATEGORICAL')
    return (
      <DotPlot
        title={`${objective} along ${visible(parameter)}`}
        data={slice}
        measure={{ of: ({ value }) => visible(parameterWords(value)), label: visible(parameter) }}
        value={{ of: meanOf, low: lowOf, high: highOf, label: objective, unit: 'number' }}
        domain={[Math.min(...slice.map(lowOf)), Math.max(...slice.map(highOf))]}
      />
    );
  return (
    <LineChart
      title={`${objective} along ${visible(parameter)}`}
      data={slice}
      x={{ ...x, ...(known?.isLog === true && { scale: 'log' as const }) }}
      y={{ of: meanOf, low: lowOf, high: highOf, label: objective, unit: 'number', baseline: 'data' }}
      legend="never"
    />
  );
}
