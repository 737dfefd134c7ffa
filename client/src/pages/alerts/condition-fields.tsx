import type { AlertSource, SignalDimension, SignalMetric } from '../../graphql/generated/graphql.ts';
import { dimensionName, metricNames, metrics, severities } from '../../panels/signals/words.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { Checks } from './checks.tsx';
import { DriftFields } from './drift-fields.tsx';
import { textOf } from './text-of.tsx';
import type { FieldsProps } from './text-of.tsx';
import { hasDimension, hasLevels, hasTimes, isOfTraining, isOverMessages, trainingEventNames, trainingMetrics } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';
import { sources } from './words.ts';
import styles from './alerts.module.css';

const options = <Value extends string>(of: readonly Value[], label: (value: Value) => string) =>
  of.map((value) => ({ value, label: label(value) }));

const sourceOptions = options(Object.keys(sources) as AlertSource[], (source) => sources[source].name);
const severityOptions = options(['CRITICAL', 'WARNING', 'INFO'] as const, (severity) => severities[severity].name);
const messageMetrics = metricNames.filter((metric) => !trainingMetrics.includes(metric));
const burnMetrics: readonly SignalMetric[] = ['SUCCESS_SHARE', 'ERROR_SHARE', 'TOOL_FAILURE_SHARE'];
const dimensions: readonly SignalDimension[] = ['WORKSPACE', 'MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT'];
const comparisons = [
  { value: 'WINDOW_BEFORE', label: 'the window before' },
  { value: 'DAY_BEFORE', label: 'the same time a day ago' },
  { value: 'WEEK_BEFORE', label: 'the same time a week ago' },
] as const;
const periods = [
  { value: 'DAY', label: 'a day' },
  { value: 'MONTH', label: 'a month' },
] as const;

/** `%`, `ms`, `$`: what a level is typed in. */
const unitOf = (metric: SignalMetric): string =>
  metric === 'TRAINING_THROUGHPUT'
    ? '/ s'
    : { share: '%', ms: 'ms', usd: '$', tokens: 'tokens', count: '', rating: '★', bytes: 'bytes', number: '' }[metrics[metric].unit];

function metricsOf(source: AlertSource): readonly SignalMetric[] {
  if (source === 'BURN_RATE') return burnMetrics;
  return source === 'FORECAST' ? messageMetrics : metricNames;
}

/** The draft with another source, its metric one that the source has. */
function withSource(draft: RuleDraft, source: AlertSource): Partial<RuleDraft> {
  const taken = metricsOf(source);
  return {
    source,
    ...(!taken.includes(draft.metric) && { metric: taken[0] as SignalMetric }),
    ...(source === 'NO_DATA' && draft.noDataMinutes === '' && { noDataMinutes: '30' }),
  };
}

/** Whether high values of a metric are bad, where the reader has not chosen. */
const isBadAbove = (metric: SignalMetric): boolean =>
  metric !== 'SUCCESS_SHARE' && metric !== 'AVERAGE_RATING' && metric !== 'TRAINING_THROUGHPUT';

/** What a rule watches, and from when on it is bad. */
export function ConditionFields({ draft, problems, onChange }: FieldsProps) {
  const { source } = draft;
  const text = textOf({ draft, problems, onChange });
  return (
    <>
      <FieldRow>
        <TextField label="Name" value={draft.name} onText={(name) => onChange({ name })} problem={problems['name']} maxLength={100} />
        <Field label="Fires on" problem={problems['source']} hint={sources[source].says}>
          {({ id }) => (
            <Select
              id={id}
              label="Fires on"
              value={source}
              options={sourceOptions}
              onChoose={(next) => onChange(withSource(draft, next))}
            />
          )}
        </Field>
        <Field label="Severity" problem={problems['severity']}>
          {({ id }) => (
            <Select
              id={id}
              label="Severity"
              value={draft.severity}
              options={severityOptions}
              onChoose={(severity) => onChange({ severity })}
            />
          )}
        </Field>
      </FieldRow>
      <SourceFields draft={draft} problems={problems} onChange={onChange} />
      {isOverMessages(draft) && (
        <fieldset className={styles.fieldset}>
          <legend>Of which messages</legend>
          <FieldRow>
            {hasDimension(source) && (
              <Field label="One alert for each" problem={problems['dimension']}>
                {({ id }) => (
                  <Select
                    id={id}
                    label="One alert for each"
                    value={draft.dimension === 'TRAINING_JOB' ? 'WORKSPACE' : draft.dimension}
                    options={options(dimensions, (one) => (one === 'WORKSPACE' ? 'no split' : dimensionName(one)))}
                    onChoose={(dimension) => onChange({ dimension })}
                  />
                )}
              </Field>
            )}
            {text('models', 'Only models', 'all')}
            {text('environments', 'Only environments', 'all')}
            {text('providers', 'Only providers', 'all')}
            {text('tools', 'Only with tools', 'all')}
          </FieldRow>
        </fieldset>
      )}
      {isOfTraining(draft) && <p className="quiet">Each training job that runs has an alert of its own.</p>}
      {hasTimes(source) && (
        <FieldRow>
          {text('forMinutes', 'Must hold for, min', '0', true)}
          {text('dwellMinutes', 'Stays at least, min', '10', true)}
        </FieldRow>
      )}
    </>
  );
}

/** The fields of one source. */
function SourceFields({ draft, problems, onChange }: FieldsProps) {
  const text = textOf({ draft, problems, onChange });
  const { source, metric } = draft;
  const chooseMetric = (
    <Field label="Metric" problem={problems['metric']}>
      {({ id }) => (
        <Select
          id={id}
          label="Metric"
          value={metric}
          options={options(metricsOf(source), (one) => metrics[one].name)}
          onChoose={(next) =>
            onChange({
              metric: next,
              isAbove: isBadAbove(next),
              // A job has mostly no week before.
              ...(trainingMetrics.includes(next) && { compareWith: 'WINDOW_BEFORE' }),
            })
          }
        />
      )}
    </Field>
  );
  const unit = unitOf(metric) === '' ? '' : `, ${unitOf(metric)}`;
  const fewest = isOfTraining(draft) ? '1' : '20';
  const side = (
    <Field label="Bad when" problem={problems['isAbove']}>
      {({ id }) => (
        <Select
          id={id}
          label="Bad when"
          value={draft.isAbove ? 'above' : 'below'}
          options={[
            { value: 'above', label: source === 'CHANGE' ? 'it rises' : 'it is high' },
            { value: 'below', label: source === 'CHANGE' ? 'it falls' : 'it is low' },
          ]}
          onChoose={(next) => onChange({ isAbove: next === 'above' })}
        />
      )}
    </Field>
  );
  if (hasLevels(source))
    return (
      <FieldRow>
        {chooseMetric}
        {side}
        {text('trip', `Fires at${unit}`, '', true)}
        {text('clear', `Clears at${unit}`, 'the same', true)}
        {source === 'FORECAST' ? (
          text('forecastDays', 'Within so many days', '', true)
        ) : (
          <>
            {text('windowMinutes', 'Over the last, min', '', true)}
            {text('minimumCount', 'Needs at least', fewest, true)}
            {text('noDataMinutes', 'Or no value for, min', 'never', true)}
          </>
        )}
      </FieldRow>
    );
  switch (source) {
    case 'CHANGE':
      return (
        <FieldRow>
          {chooseMetric}
          {side}
          {text('changePercent', 'By at least, %', '', true)}
          <Field label="Against" problem={problems['compareWith']}>
            {({ id }) => (
              <Select
                id={id}
                label="Against"
                value={draft.compareWith}
                options={comparisons}
                onChoose={(compareWith) => onChange({ compareWith })}
              />
            )}
          </Field>
          {text('windowMinutes', 'Over the last, min', '', true)}
          {text('minimumCount', 'Needs at least', fewest, true)}
        </FieldRow>
      );
    case 'BURN_RATE':
      return (
        <FieldRow>
          {chooseMetric}
          {text('target', 'Target, % that is good', '', true)}
          {text('factor', 'Times faster than allowed', '', true)}
          {text('longWindowMinutes', 'Long window, min', '', true)}
          {text('shortWindowMinutes', 'Short window, min', '', true)}
          {text('minimumCount', 'Needs at least', '20', true)}
        </FieldRow>
      );
    case 'BUDGET':
      return (
        <FieldRow>
          {text('budgetUsd', 'Budget, $', '', true)}
          <Field label="Of" problem={problems['budgetPeriod']}>
            {({ id }) => (
              <Select
                id={id}
                label="Of"
                value={draft.budgetPeriod}
                options={periods}
                onChoose={(budgetPeriod) => onChange({ budgetPeriod })}
              />
            )}
          </Field>
        </FieldRow>
      );
    case 'NO_DATA':
      return <FieldRow>{text('noDataMinutes', 'No message for, min', '', true)}</FieldRow>;
    case 'ANOMALY':
      return (
        <FieldRow>
          <Field label="At least" problem={problems['minimumSeverity']}>
            {({ id }) => (
              <Select
                id={id}
                label="At least"
                value={draft.minimumSeverity}
                options={severityOptions}
                onChoose={(minimumSeverity) => onChange({ minimumSeverity })}
              />
            )}
          </Field>
          <Field label="Metric" problem={problems['metric']}>
            {({ id }) => (
              <Select
                id={id}
                label="Metric"
                value={draft.isAnyMetric ? 'any' : metric}
                options={[{ value: 'any', label: 'any metric' }, ...options(metricNames, (one) => metrics[one].name)]}
                onChoose={(next) => onChange(next === 'any' ? { isAnyMetric: true } : { isAnyMetric: false, metric: next as SignalMetric })}
              />
            )}
          </Field>
          <Field label="Of" problem={problems['dimension']}>
            {({ id }) => (
              <Select
                id={id}
                label="Of"
                value={draft.dimension}
                options={options([...dimensions, 'TRAINING_JOB' as const], (one) =>
                  one === 'WORKSPACE' ? 'anything' : `a ${dimensionName(one)}`.replace('a e', 'an e'),
                )}
                onChoose={(dimension) => onChange({ dimension })}
              />
            )}
          </Field>
        </FieldRow>
      );
    case 'DRIFT':
      return <DriftFields draft={draft} problems={problems} onChange={onChange} />;
    case 'TRAINING_EVENT':
      return (
        <Checks
          legend="When"
          problem={problems['trainingEvents']}
          entries={Object.entries(trainingEventNames).map(([value, label]) => ({ value, label }))}
          chosen={draft.trainingEvents}
          onChange={(chosen) => onChange({ trainingEvents: chosen as RuleDraft['trainingEvents'] })}
        />
      );
    default:
      return null;
  }
}
