import type { Form } from '../../controls/form/use-form.ts';
import type { ExperimentMetricRole } from '../../graphql/generated/graphql.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Field, TextField } from '../../primitives/field.tsx';
import { SearchSelect } from '../../primitives/search-select.tsx';
import { Select } from '../../primitives/select.tsx';
import type { ExperimentDraft, JudgedBy } from './experiment-form.ts';
import { useMetricNames } from './metric-names.ts';
import styles from './experiments.module.css';

const roles: readonly { readonly value: ExperimentMetricRole; readonly label: string }[] = [
  { value: 'GOAL', label: 'Goal' },
  { value: 'GUARDRAIL', label: 'Guardrail' },
  { value: 'SECONDARY', label: 'Only shown' },
];

const directions: readonly { readonly value: JudgedBy['better']; readonly label: string }[] = [
  { value: 'METRIC', label: 'By the metric' },
  { value: 'UP', label: 'More' },
  { value: 'DOWN', label: 'Less' },
];

/** What the experiment is judged by: any metric of the workspace, found by its name, each with its role. */
export function MetricFields({ form: { draft, problems, change } }: { readonly form: Form<ExperimentDraft> }) {
  const { all, nameOf } = useMetricNames();
  const { metrics } = draft;
  const set = (at: number, part: Partial<JudgedBy>) =>
    change({ metrics: metrics.map((metric, place) => (place === at ? { ...metric, ...part } : metric)) });
  return (
    <fieldset className={styles.fieldset}>
      <legend>Judged by</legend>
      {metrics.map((judged, at) => {
        const name = nameOf(judged.metric);
        return (
          <div key={judged.metric} className={styles.judged}>
            <div className={styles.judgedName}>
              <span>{name}</span>
              {problems[`metrics.${at}.metric`] !== undefined && <span className={styles.problem}>{problems[`metrics.${at}.metric`]}</span>}
            </div>
            <Field label="Role" problem={problems[`metrics.${at}.role`]}>
              {({ id }) => (
                <Select id={id} label={`Role of ${name}`} value={judged.role} options={roles} onChoose={(role) => set(at, { role })} />
              )}
            </Field>
            <Field label="Better is" problem={problems[`metrics.${at}.goal`]}>
              {({ id }) => (
                <Select
                  id={id}
                  label={`What is better of ${name}`}
                  value={judged.better}
                  options={directions}
                  onChoose={(better) => set(at, { better })}
                />
              )}
            </Field>
            <TextField
              label="Matters from (%)"
              value={judged.minimalEffect}
              onText={(minimalEffect) => set(at, { minimalEffect })}
              problem={problems[`metrics.${at}.minimalEffect`]}
              placeholder="any"
              inputMode="decimal"
              mono
            />
            <IconButton
              icon="trash"
              label={`Remove ${name}`}
              onClick={() => change({ metrics: metrics.filter((_, place) => place !== at) })}
            />
          </div>
        );
      })}
      {problems['metrics'] !== undefined && (
        <div role="alert" className={styles.problem}>
          {problems['metrics']}
        </div>
      )}
      <SearchSelect
        label="Add a metric"
        placeholder="Add a metric: type a part of its name"
        none="No metric is called that. The page Metrics defines more."
        options={all.filter(({ value }) => !metrics.some(({ metric }) => metric === value))}
        onChoose={(metric) =>
          change({
            metrics: [
              ...metrics,
              { metric, role: metrics.some(({ role }) => role === 'GOAL') ? 'GUARDRAIL' : 'GOAL', better: 'METRIC', minimalEffect: '' },
            ],
          })
        }
      />
    </fieldset>
  );
}
