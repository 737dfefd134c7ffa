import { DotPlot } from 'ui-kit/dot-plot';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { StudyAnswer } from './answer.ts';

/** Which parameters matter for good trials, with intervals. */
export function ImportancePanel({ answer }: { readonly answer: StudyAnswer }) {
  return (
    <Panel
      title="Importance"
      hint="PED-ANOVA: how much the best tenth of the trials differs from all; intervals of 95 %"
      skeleton="chart"
      minHeight={260}
      load={loadOf(answer, ({ study }) => study?.importance ?? null)}
      onRetry={answer.reload}
      empty={{ says: 'Too few complete trials.', how: 'Importances are computed from 20 complete trials on.' }}
    >
      {(importances) => (
        <DotPlot
          title="Importance of parameters"
          data={importances}
          measure={{ of: ({ parameter }) => visible(parameter), label: 'Parameter' }}
          value={{ of: ({ value }) => value, low: ({ low }) => low, high: ({ high }) => high, label: 'Importance', unit: 'share' }}
        />
      )}
    </Panel>
  );
}
