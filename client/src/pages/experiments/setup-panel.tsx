import { Link } from '@tanstack/react-router';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { EnabledSwitch } from './enabled-switch.tsx';
import type { Experiment } from './experiment-page.tsx';
import { useMetricNames } from './metric-names.ts';
import { servedWords, unitLabels, valueWords } from './words.ts';
import styles from './experiments.module.css';

/** How the experiment is set up, in the words of the form. */
export function SetupPanel({ experiment }: { readonly experiment: Experiment }) {
  const { nameOf } = useMetricNames();
  const { hypothesis, layer, ramp, environments, channels, condition, cohort, isCohortDeleted, membersAsOf, metrics, overrides } =
    experiment;
  return (
    <Panel title="Set-up" flush>
      {hypothesis !== '' && <p className={styles.hypothesis}>{visible(hypothesis)}</p>}
      <dl className={styles.facts}>
        <Fact label="Served">{servedWords(experiment)}</Fact>
        <Fact label="Switch">
          <EnabledSwitch experiment={experiment} />
        </Fact>
        <Fact label="Key in code">
          <span className="mono">{experiment.key}</span>
        </Fact>
        <Fact label="Unit">{unitLabels[experiment.unit]}</Fact>
        <Fact label="Default value">
          {experiment.defaultValue == null ? 'that of the code' : visible(valueWords(experiment.defaultValue))}
        </Fact>
        {ramp.length > 0 && (
          <Fact label="Let in by steps">
            {ramp
              .map(
                ({ share, afterMinutes }) =>
                  `${format(share, 'share')} ${afterMinutes === 0 ? 'at the start' : `after ${durationOf(afterMinutes)}`}`,
              )
              .join(', ')}
          </Fact>
        )}
        {isCohortDeleted && <Fact label="Cohort">a cohort that was deleted: no unit is in</Fact>}
        {cohort != null && (
          <Fact label="Cohort" note="decided on the server: pages that decide by themselves keep the value of their code">
            <Link to="/cohorts/$cohortId" params={{ cohortId: cohort.id }} search={keepView}>
              {visible(cohort.name)}
            </Link>
            {membersAsOf != null && (
              <>
                {', members of '}
                <Ago at={membersAsOf} />
              </>
            )}
          </Fact>
        )}
        {environments.length > 0 && <Fact label="Environments">{visible(environments.join(', '))}</Fact>}
        {channels.length > 0 && <Fact label="Channels">{visible(channels.join(', '))}</Fact>}
        {condition != null && (
          <Fact label="Condition">
            <span className="mono">{visible(JSON.stringify(condition))}</span>
          </Fact>
        )}
        {experiment.parametersSchema != null && (
          <Fact label="Schema of parameters">
            <span className="mono" title={JSON.stringify(experiment.parametersSchema, null, 2)}>
              {visible(schemaWords(experiment.parametersSchema))}
            </span>
          </Fact>
        )}
        {layer != null && (
          <Fact label="Layer">
            {layer.key}, {format(layer.start, 'share')} to {format(layer.end, 'share')}
          </Fact>
        )}
        {metrics.map(({ metric, role, minimalEffect }) => (
          <Fact key={metric} label={role === 'GOAL' ? 'Goal' : role === 'GUARDRAIL' ? 'Guardrail' : 'Also shown'}>
            {nameOf(metric)}
            {minimalEffect != null && ` (${format(minimalEffect, 'share')} matters)`}
          </Fact>
        ))}
        {experiment.kind === 'EXPERIMENT' && (
          <Fact label="Intervals">
            {experiment.method === 'SEQUENTIAL' ? 'always valid: look whenever you like' : 'valid once, at the planned sample'}
          </Fact>
        )}
        {experiment.kind === 'EXPERIMENT' && experiment.plannedSamplePerVariant != null && (
          <Fact label="Planned">{format(experiment.plannedSamplePerVariant, 'count')} units in each variant</Fact>
        )}
        {overrides.length > 0 && (
          <Fact label="Forced for testing">{`${overrides.length} ${overrides.length === 1 ? 'unit' : 'units'}`}</Fact>
        )}
      </dl>
    </Panel>
  );
}

/** The parameters that a schema names, with their types; one that names none as it is. */
function schemaWords(schema: unknown): string {
  const { properties } = schema as { readonly properties?: Readonly<Record<string, { readonly type?: unknown }>> };
  const names = Object.entries(properties ?? {});
  if (names.length === 0) return JSON.stringify(schema);
  return names.map(([name, { type }]) => (typeof type === 'string' ? `${name}: ${type}` : name)).join(', ');
}

function durationOf(minutes: number): string {
  if (minutes % 1_440 === 0) return minutes === 1_440 ? 'a day' : `${minutes / 1_440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}
