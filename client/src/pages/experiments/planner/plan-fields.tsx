import { Button, IconButton } from '../../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../../primitives/field.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { Select } from '../../../primitives/select.tsx';
import type { Problems } from '../../../controls/form/form-state.ts';
import type { ExperimentUnit } from '../../../graphql/generated/graphql.ts';
import { useMetricNames } from '../metric-names.ts';
import { listOf } from '../typed.ts';
import { unitLabels } from '../words.ts';
import { equalSplit, maxGoals } from './planner-form.ts';
import type { GoalDraft, PlanDraft } from './planner-form.ts';
import styles from './planner.module.css';

export interface PlanFieldsProps {
  readonly draft: PlanDraft;
  readonly problems: Problems;
  readonly onChange: (change: Partial<PlanDraft>) => void;
}

const units = (Object.keys(unitLabels) as ExperimentUnit[]).map((value) => ({ value, label: unitLabels[value] }));
const channels = [
  { value: 'any', label: 'Any' },
  { value: 'widget', label: 'Widget' },
  { value: 'chat', label: 'Chat' },
] as const;
const counts = Array.from({ length: 5 }, (_, at) => ({ value: String(at + 2), label: String(at + 2) }));

/** Whose traffic is looked at, what is to be found, and how surely. */
export function PlanFields({ draft, problems, onChange }: PlanFieldsProps) {
  const count = listOf(draft.split).length;
  return (
    <FieldStack>
      <FieldRow>
        <Field label="Unit">
          {({ id }) => <Select id={id} label="Unit" value={draft.unit} options={units} onChoose={(unit) => onChange({ unit })} />}
        </Field>
        <Field label="Channel">
          {({ id }) => (
            <Select id={id} label="Channel" value={draft.channel} options={channels} onChoose={(channel) => onChange({ channel })} />
          )}
        </Field>
      </FieldRow>
      <TextField
        label="Environments"
        value={draft.environments}
        onText={(environments) => onChange({ environments })}
        problem={problems['environments']}
        placeholder="any; or production, staging"
      />
      <FieldRow>
        <TextField
          label="Layer"
          value={draft.layer}
          onText={(layer) => onChange({ layer })}
          problem={problems['layer']}
          placeholder="none"
          hint="What others leave of it is planned with."
          mono
        />
        <TextField
          label="Condition (JSON)"
          value={draft.condition}
          onText={(condition) => onChange({ condition })}
          problem={problems['condition']}
          placeholder='{"plan": "pro"}'
          hint="On attributes: properties of users."
          mono
        />
      </FieldRow>
      <Goals draft={draft} problems={problems} onChange={onChange} />
      <FieldRow>
        <Field label="Variants">
          {({ id }) => (
            <Select
              id={id}
              label="Variants"
              value={String(count)}
              options={count >= 2 && count <= 6 ? counts : [...counts, { value: String(count), label: String(count) }]}
              onChoose={(chosen) => onChange({ split: equalSplit(Number(chosen)).join(', ') })}
            />
          )}
        </Field>
        <TextField
          label="Their shares (%)"
          value={draft.split}
          onText={(split) => onChange({ split })}
          problem={problems['split']}
          inputMode="decimal"
          mono
        />
      </FieldRow>
      <div className={styles.three}>
        <TextField
          label="Units in it (%)"
          value={draft.share}
          onText={(share) => onChange({ share })}
          problem={problems['share']}
          inputMode="decimal"
          mono
        />
        <TextField
          label="Significance (%)"
          value={draft.level}
          onText={(level) => onChange({ level })}
          problem={problems['level']}
          inputMode="decimal"
          mono
        />
        <TextField
          label="Power (%)"
          value={draft.power}
          onText={(power) => onChange({ power })}
          problem={problems['power']}
          inputMode="decimal"
          mono
        />
      </div>
      <div className={styles.looks}>
        <span>Results are read</span>
        <Segmented
          label="Results are read"
          value={draft.method}
          options={[
            { value: 'SEQUENTIAL', label: 'At any time', title: 'Always-valid intervals, narrow at the planned end' },
            { value: 'FIXED', label: 'Once, at the end', title: 'Needs fewest units, and holds for one look' },
          ]}
          onChoose={(method) => onChange({ method })}
        />
      </div>
    </FieldStack>
  );
}

function Goals({ draft: { goals }, problems, onChange }: PlanFieldsProps) {
  const set = (at: number, part: Partial<GoalDraft>) =>
    onChange({ goals: goals.map((goal, place) => (place === at ? { ...goal, ...part } : goal)) });
  const { all, nameOf } = useMetricNames();
  const choices = all.length === 0 ? goals.map(({ metric }) => ({ value: metric, label: nameOf(metric) })) : all;
  const unused = choices.find(({ value }) => goals.every(({ metric }) => metric !== value));
  return (
    <div className={styles.goals}>
      {goals.map(({ metric, change }, at) => {
        const name = goals.length === 1 ? 'Metric' : `Metric ${at + 1}`;
        return (
          <div key={at} className={styles.goal} data-removable={goals.length > 1 || undefined}>
            <Field label={name} problem={problems[`goals.${at}.metric`]}>
              {({ id }) => (
                <Select
                  id={id}
                  label={name}
                  value={metric}
                  options={choices.some(({ value }) => value === metric) ? choices : [...choices, { value: metric, label: nameOf(metric) }]}
                  onChoose={(chosen) => set(at, { metric: chosen })}
                />
              )}
            </Field>
            <TextField
              label="Least change (%)"
              value={change}
              onText={(text) => set(at, { change: text })}
              problem={problems[`goals.${at}.change`]}
              inputMode="decimal"
              mono
            />
            {goals.length > 1 && (
              <IconButton
                icon="trash"
                label={`Remove ${nameOf(metric)}`}
                onClick={() => onChange({ goals: goals.filter((_, place) => place !== at) })}
              />
            )}
          </div>
        );
      })}
      {goals.length < maxGoals && unused !== undefined && (
        <div>
          <Button tone="bare" icon="plus" onClick={() => onChange({ goals: [...goals, { metric: unused.value, change: '5' }] })}>
            Another metric
          </Button>
        </div>
      )}
    </div>
  );
}
