import { Panel } from 'ui-kit/panel';
import type { Problems } from '../../controls/form/form-state.ts';
import { Field, TextField } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { DaysField } from './days-field.tsx';
import { kinds, modes, readPercent, sampleWords } from './policy-form.ts';
import type { PolicyDraft } from './policy-form.ts';
import styles from './data.module.css';

export interface PolicyPanelProps {
  readonly draft: PolicyDraft;
  readonly problems: Problems;
  readonly onChange: (change: Partial<PolicyDraft>) => void;
}

/** What becomes of personal data and secrets, and which kinds are looked for. */
export function MaskingPanel({ draft, problems, onChange }: PolicyPanelProps) {
  const isOff = draft.mode === 'OFF';
  const toggle = (kind: (typeof kinds)[number]['kind']) =>
    onChange({ kinds: kinds.map((one) => one.kind).filter((one) => (one === kind) !== draft.kinds.includes(one)) });
  return (
    <Panel title="Personal data and secrets" hint="before anything is stored, for what comes in from now on">
      <div className={styles.stack}>
        <Segmented label="What becomes of them" value={draft.mode} options={modes} onChoose={(mode) => onChange({ mode })} />
        <p className={styles.says} aria-live="polite">
          {modes.find(({ value }) => value === draft.mode)?.says}{' '}
          {!isOff && 'Ids of users and sessions get a hash, so that different people stay different.'}
        </p>
        <fieldset
          className={styles.kinds}
          disabled={isOff}
          data-invalid={problems['kinds'] === undefined ? undefined : true}
          aria-describedby={problems['kinds'] === undefined ? undefined : 'kinds-problem'}
        >
          <legend className={styles.small}>What is looked for</legend>
          {kinds.map(({ kind, label, example }) => (
            <label key={kind} className={styles.kind}>
              <input type="checkbox" checked={draft.kinds.includes(kind)} onChange={() => toggle(kind)} />
              <span>{label}</span>
              <span className={styles.small}>{example}</span>
            </label>
          ))}
        </fieldset>
        {problems['kinds'] !== undefined && (
          <p className={styles.problem} id="kinds-problem" role="alert">
            {problems['kinds']}
          </p>
        )}
      </div>
    </Panel>
  );
}

export function RetentionPanel({ draft, problems, onChange }: PolicyPanelProps) {
  return (
    <Panel title="How long it is kept" hint="what is older is deleted within the hour, also what is stored now">
      <div className={styles.stack}>
        <DaysField
          label="Messages"
          hint="With tool calls and judgments, and their part of every number."
          value={draft.messageDays}
          problem={problems['messageDays']}
          onDays={(messageDays) => onChange({ messageDays })}
        />
        <DaysField
          label="Traces"
          hint="Spans with what went in and came out. Messages made of them stay as long as messages do."
          value={draft.traceDays}
          problem={problems['traceDays']}
          onDays={(traceDays) => onChange({ traceDays })}
        />
      </div>
    </Panel>
  );
}

export function SamplingPanel({ draft, problems, onChange }: PolicyPanelProps) {
  const percent = readPercent(draft.sample);
  return (
    <Panel title="Which traces are kept" hint="decided ten minutes after a trace’s last span, by its id">
      <div className={styles.stack}>
        <div className={styles.sample}>
          <Field label="Share of traces">
            {(ids) => (
              <input
                {...ids}
                type="range"
                className={styles.range}
                min={0}
                max={100}
                step={1}
                value={percent ?? 100}
                aria-valuetext={`${percent ?? 100} %`}
                onChange={(event) => onChange({ sample: event.target.value })}
              />
            )}
          </Field>
          <TextField
            label="Percent"
            aria-label="Share of traces, in percent"
            inputMode="decimal"
            mono
            value={draft.sample}
            problem={problems['sample']}
            onText={(sample) => onChange({ sample })}
          />
        </div>
        <p className={styles.says} aria-live="polite">
          {sampleWords(percent)} {percent !== 100 && 'Messages are kept all the same: counts, cost and quality stay whole.'}
        </p>
      </div>
    </Panel>
  );
}
