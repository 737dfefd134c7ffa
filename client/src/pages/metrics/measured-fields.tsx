import type { Problems } from '../../controls/form/form-state.ts';
import type { MetricMeasure } from '../../graphql/generated/graphql.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import type { MeasuredDraft } from './metric-form.ts';
import { isOfEvents, isOfTools, measureLabels } from './words.ts';
import styles from './metrics.module.css';

interface MeasuredFieldsProps {
  readonly title: string;
  readonly path: 'measured' | 'denominator';
  readonly measured: MeasuredDraft;
  readonly measures: readonly MetricMeasure[];
  /** Names of events that there are, to choose from while typing. */
  readonly events: readonly string[];
  readonly problems: Problems;
  readonly onChange: (measured: MeasuredDraft) => void;
}

/** What is measured, and which answers or events count. */
export function MeasuredFields({ title, path, measured, measures, events, problems, onChange }: MeasuredFieldsProps) {
  const set = (part: Partial<MeasuredDraft>) => onChange({ ...measured, ...part });
  const options = measures.map((value) => ({ value, label: measureLabels[value] }));
  const text = (field: Exclude<keyof MeasuredDraft, 'measure'>, label: string, placeholder: string, list?: string) => (
    <TextField
      label={label}
      value={measured[field]}
      onText={(value) => set({ [field]: value })}
      problem={problems[`${path}.${field}`]}
      placeholder={placeholder}
      list={list}
    />
  );
  return (
    <fieldset className={styles.fieldset}>
      <legend>{title}</legend>
      <FieldRow>
        <Field label="Measure" problem={problems[`${path}.measure`]}>
          {({ id }) => (
            <Select id={id} label="Measure" value={measured.measure} options={options} onChoose={(measure) => set({ measure })} />
          )}
        </Field>
        {isOfEvents(measured.measure) && text('event', 'Event', 'order', `${path}-events`)}
        {measured.measure === 'FAILURE_TAG' && text('failureTag', 'Failure tag', 'invented')}
        {isOfTools(measured.measure) && text('tool', 'Tool', 'all')}
      </FieldRow>
      {isOfEvents(measured.measure) ? (
        text('attributes', 'Only with attributes', 'all; or plan = pro | team, country = DE')
      ) : (
        <FieldRow>
          {text('models', 'Only models', 'all')}
          {text('environments', 'Only environments', 'all')}
          {text('prompts', 'Only prompts', 'all')}
        </FieldRow>
      )}
      <datalist id={`${path}-events`}>
        {events.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </fieldset>
  );
}
