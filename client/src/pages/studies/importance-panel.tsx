import { useState } from 'react';
import { DotPlot } from 'ui-kit/dot-plot';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { StudyImportanceDocument } from '../../graphql/generated/graphql.ts';
import type { StudyImportanceMethod, StudyImportanceQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { useStudyQuery } from './use-study-query.ts';

type Importance = NonNullable<NonNullable<StudyImportanceQuery['study']>['importance']>[number];

const methods = [
  { value: 'PED_ANOVA', label: 'PED-ANOVA', title: 'What the best tenth of the trials have that others lack' },
  { value: 'FANOVA', label: 'fANOVA', title: 'Share of the variance over the whole space, by a random forest' },
] as const satisfies readonly { value: StudyImportanceMethod; label: string; title: string }[];

const hints: Readonly<Record<StudyImportanceMethod, string>> = {
  PED_ANOVA: 'what matters for the best tenth of the trials; 95 % intervals',
  FANOVA: 'what moves the objective over the whole space; 95 % intervals',
};

const parameterOf = ({ parameter }: Importance): string => visible(parameter);
const valueOf = ({ value }: Importance): number => value;
const lowOf = ({ low }: Importance): number => low;
const highOf = ({ high }: Importance): number => high;

/** Which parameters matter, by either of two ways that answer different things. */
export function ImportancePanel({ studyId, isWanted }: { readonly studyId: string; readonly isWanted: boolean }) {
  const [method, setMethod] = useState<StudyImportanceMethod>('PED_ANOVA');
  const answer = useStudyQuery(StudyImportanceDocument, { id: studyId, method }, { studyId, everyMs: 5_000, isWanted });
  return (
    <Panel
      title="Importance"
      hint={hints[method]}
      aside={<Segmented label="Way of computing" value={method} options={methods} onChoose={setMethod} />}
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
          measure={{ of: parameterOf, label: 'Parameter' }}
          value={{ of: valueOf, low: lowOf, high: highOf, label: 'Importance', unit: 'share' }}
        />
      )}
    </Panel>
  );
}
