import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import type { Problems } from '../../controls/form/form-state.ts';
import { keepView } from '../../controls/use-view.ts';
import { May } from '../../controls/viewer.ts';
import { ownZone, zoneName } from '../../controls/zone.ts';
import type { SlaDimension, WeekStart } from '../../graphql/generated/graphql.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Field, TextField } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { emptyRule, targetFields } from './settings-form.ts';
import type { RuleDraft, SettingsDraft } from './settings-form.ts';
import styles from './settings.module.css';

export interface SettingsPanelProps {
  readonly draft: SettingsDraft;
  readonly problems: Problems;
  readonly onChange: (change: Partial<SettingsDraft>) => void;
}

const dimensions: readonly { readonly value: SlaDimension; readonly label: string }[] = [
  { value: 'MODEL', label: 'Model' },
  { value: 'ENVIRONMENT', label: 'Environment' },
];
const mostRules = 200;

interface SlaPanelProps extends SettingsPanelProps {
  /** Names to choose from while typing. */
  readonly names: Readonly<Record<SlaDimension, readonly string[]>>;
}

/** How slow an answer may be: one threshold for all, others for models and environments. */
export function SlaPanel({ draft, problems, onChange, names }: SlaPanelProps) {
  const setRule = (place: number, change: Partial<RuleDraft>) =>
    onChange({ slaRules: draft.slaRules.map((rule, at) => (at === place ? { ...rule, ...change } : rule)) });
  return (
    <Panel title="SLA" hint="slower answers are breaches, on charts and in numbers">
      <div className={styles.stack}>
        <div className={styles.short}>
          <TextField
            label="Threshold (ms)"
            hint="For every answer that nothing below is about."
            inputMode="numeric"
            mono
            value={draft.slaThresholdMs}
            problem={problems['slaThresholdMs']}
            onText={(slaThresholdMs) => onChange({ slaThresholdMs })}
          />
        </div>
        {draft.slaRules.map((rule, place) => (
          <fieldset key={place} className={styles.rule}>
            <legend className="uk-hidden">Threshold {place + 1}</legend>
            <Field label="For">
              {({ id }) => (
                <Select
                  id={id}
                  label="For"
                  value={rule.dimension}
                  options={dimensions}
                  onChoose={(dimension) => setRule(place, { dimension })}
                />
              )}
            </Field>
            <TextField
              label={rule.dimension === 'MODEL' ? 'Model' : 'Environment'}
              list={`settings-${rule.dimension}`}
              mono
              value={rule.value}
              problem={problems[`slaRules.${place}.value`]}
              onText={(value) => setRule(place, { value })}
            />
            <TextField
              label="Threshold (ms)"
              inputMode="numeric"
              mono
              value={rule.thresholdMs}
              problem={problems[`slaRules.${place}.thresholdMs`]}
              onText={(thresholdMs) => setRule(place, { thresholdMs })}
            />
            <IconButton
              icon="trash"
              label={`Remove threshold ${place + 1}`}
              onClick={() => onChange({ slaRules: draft.slaRules.filter((_, at) => at !== place) })}
            />
          </fieldset>
        ))}
        {dimensions.map(({ value }) => (
          <datalist key={value} id={`settings-${value}`}>
            {names[value].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        ))}
        <div>
          <Button
            tone="bare"
            icon="plus"
            disabled={draft.slaRules.length >= mostRules}
            onClick={() => onChange({ slaRules: [...draft.slaRules, emptyRule] })}
          >
            Another threshold for a model or an environment
          </Button>
        </div>
        {draft.slaRules.length > 0 && <p className={styles.small}>Where two are about an answer, that of its model holds.</p>}
      </div>
    </Panel>
  );
}

/** What numbers are held against. */
export function TargetsPanel({ draft, problems, onChange }: SettingsPanelProps) {
  return (
    <Panel title="Targets" hint="a line on charts, met or missed on tiles">
      <div className={styles.targets}>
        {targetFields.map(({ metric, label, unit, bound }) => (
          <TextField
            key={metric}
            label={`${label}, ${bound} (${unit})`}
            inputMode="decimal"
            mono
            placeholder="no target"
            value={draft.targets[metric]}
            problem={problems[`targets.${metric}`]}
            onText={(text) => onChange({ targets: { ...draft.targets, [metric]: text } })}
          />
        ))}
      </div>
    </Panel>
  );
}

const weekStarts: readonly { readonly value: WeekStart; readonly label: string }[] = [
  { value: 'MONDAY', label: 'Monday' },
  { value: 'SUNDAY', label: 'Sunday' },
  { value: 'SATURDAY', label: 'Saturday' },
];
const zoneOptions = [
  { value: '', label: 'The zone of each reader’s device' },
  ...[...new Set(['UTC', ownZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ value: zone, label: zoneName(zone) })),
];

/** Whose days, weeks and months are counted. */
export function CalendarPanel({ draft, problems, onChange }: SettingsPanelProps) {
  const options = zoneOptions.some(({ value }) => value === draft.timeZone)
    ? zoneOptions
    : [...zoneOptions, { value: draft.timeZone, label: zoneName(draft.timeZone) }];
  return (
    <Panel title="Days and weeks" hint="for readers who have not chosen another zone">
      <div className={styles.stack}>
        <div className={styles.zone}>
          <Field label="Time zone" problem={problems['timeZone']} hint="Callers of the API that name no zone get this one, or UTC.">
            {({ id }) => (
              <Select id={id} label="Time zone" value={draft.timeZone} options={options} onChoose={(timeZone) => onChange({ timeZone })} />
            )}
          </Field>
        </div>
        <div className={styles.week}>
          <span className={styles.small}>Weeks begin on</span>
          <Segmented
            label="Weeks begin on"
            value={draft.weekStart}
            options={weekStarts}
            onChoose={(weekStart) => onChange({ weekStart })}
          />
        </div>
      </div>
    </Panel>
  );
}

/** Where the other settings of a workspace stand. */
export function ElsewherePanel() {
  return (
    <Panel title="Elsewhere" hint="what else is set for the workspace">
      <ul className={styles.links}>
        <li>
          <Link to="/prices" search={keepView}>
            Price book
          </Link>{' '}
          <span className={styles.small}>what tokens cost, by model, provider and day</span>
        </li>
        <li>
          <Link to="/data" search={keepView}>
            Data
          </Link>{' '}
          <span className={styles.small}>masking, retention, sampling</span>
        </li>
        <May permission="READ_AUDIT">
          <li>
            <Link to="/audit" search={(held) => ({ ...keepView(held), type: 'WorkspaceSettings' })}>
              Audit log
            </Link>{' '}
            <span className={styles.small}>every change of these settings</span>
          </li>
        </May>
      </ul>
    </Panel>
  );
}
