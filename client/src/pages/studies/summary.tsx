import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { StudyOutlookQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Fact } from '../../primitives/fact.tsx';
import type { Study, StudyAnswer } from './answer.ts';
import styles from './studies.module.css';
import { parameterWords } from './trials.ts';
import { methodWords, prunerWords } from './words.ts';

/** The study in a few facts: how far it is, its best trial, and what that is worth beside the baseline. */
export function Summary({ answer, outlook }: { readonly answer: StudyAnswer; readonly outlook: Live<StudyOutlookQuery> }) {
  return (
    <Panel title="Study" skeleton="rows" minHeight={90} load={loadOf(answer, ({ study }) => study ?? null)} onRetry={answer.reload}>
      {(study) => <Facts study={study} estimate={outlook.data?.study?.bestEstimate ?? null} />}
    </Panel>
  );
}

type Estimate = NonNullable<NonNullable<StudyOutlookQuery['study']>['bestEstimate']>;

function Facts({ study, estimate }: { readonly study: Study; readonly estimate: Estimate | null }) {
  const locale = useLocale();
  const number = (value: number): string => format(value, 'number', locale);
  const { best, counts, maxTrials, trialCount, pruner, configuration } = study;
  const parameters = Object.entries((best?.parameters ?? {}) as Readonly<Record<string, unknown>>);
  const { gain, gainLow, gainHigh } = estimate ?? {};
  return (
    <dl className={styles.facts}>
      <Fact label="Method" note={pruner.kind === 'NONE' ? '' : `ends trials early by ${prunerWords[pruner.kind]}`}>
        {methodWords[study.method]}
      </Fact>
      <Fact label="Trials" isFigure note={countWords(counts)}>
        {maxTrials == null ? String(trialCount) : `${trialCount} of ${maxTrials}`}
      </Fact>
      {study.objectives.length === 1 && (
        <Fact label={`Best ${visible(study.objectives[0]?.name ?? '')}`} isFigure note={best == null ? '' : `trial ${best.number}`}>
          {best?.values?.[0] === undefined ? null : number(best.values[0])}
        </Fact>
      )}
      {estimate !== null && (
        <Fact
          label="Expected of its parameters"
          isFigure
          note={`95 %: ${number(estimate.low)} – ${number(estimate.high)}, without the luck of the best`}
        >
          {number(estimate.mean)}
        </Fact>
      )}
      {gain != null && gainLow != null && gainHigh != null && (
        <Fact label="Improvement over the baseline" isFigure note={`95 %: ${number(gainLow)} – ${number(gainHigh)}`}>
          {number(gain)}
        </Fact>
      )}
      {parameters.length > 0 && (
        <Fact label="Best parameters" isFigure>
          {parameters.map(([name, value]) => `${visible(name)} ${visible(parameterWords(value))}`).join(' · ')}
        </Fact>
      )}
      {configuration != null && <Fact label="Trained as">{visible(configuration.name)}</Fact>}
    </dl>
  );
}

function countWords({ runningCount, prunedCount, failedCount }: Study['counts']): string {
  const parts = [
    [runningCount, 'running'],
    [prunedCount, 'pruned'],
    [failedCount, 'failed'],
  ] as const;
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ');
}
