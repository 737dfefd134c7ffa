import type { ExperimentKind } from '../../graphql/generated/graphql.ts';
import type { ExperimentDraft, JudgedBy } from './experiment-form.ts';
import { variantDraft } from './variant-form.ts';

const goal = (metric: string): JudgedBy => ({ metric, role: 'GOAL', better: 'METRIC', minimalEffect: '5' });
const guardrail = (metric: string): JudgedBy => ({ metric, role: 'GUARDRAIL', better: 'METRIC', minimalEffect: '' });

const blank: ExperimentDraft = {
  name: '',
  key: '',
  hypothesis: '',
  unit: 'USER',
  valueType: 'STRING',
  defaultValue: '',
  variants: [variantDraft('control', '50'), variantDraft('treatment', '50')],
  allocation: '100',
  ramp: 'none',
  cohort: '',
  environments: '',
  channels: '',
  condition: '',
  metrics: [goal('success_share')],
  method: 'SEQUENTIAL',
  significance: '5',
  plannedSample: '',
  isAa: false,
  correction: 'HOLM',
  layerKey: '',
  layerStart: '0',
  layerEnd: '100',
  parametersSchema: '',
};

export interface Template {
  readonly value: string;
  readonly label: string;
  readonly draft: Partial<ExperimentDraft>;
}

/** Beginnings of what is often made. */
export const templates: Readonly<Record<ExperimentKind, readonly Template[]>> = {
  EXPERIMENT: [
    { value: 'blank', label: 'Two variants', draft: {} },
    {
      value: 'prompt',
      label: 'A new prompt against the present one',
      draft: {
        valueType: 'JSON',
        metrics: [goal('success_share'), guardrail('cost_usd')],
        variants: [
          { ...variantDraft('control', '50'), promptVersion: '1' },
          { ...variantDraft('new-prompt', '50'), promptVersion: '2' },
        ],
      },
    },
    {
      value: 'model',
      label: 'A cheaper model against the present one',
      draft: {
        metrics: [goal('cost_usd'), guardrail('success_share')],
        ramp: 'week',
        variants: [variantDraft('control', '50', 'large-model'), variantDraft('cheaper', '50', 'small-model')],
      },
    },
    {
      value: 'aa',
      label: 'A/A: the same twice, as a test of the set-up',
      draft: {
        isAa: true,
        variants: [variantDraft('a', '50'), variantDraft('b', '50')],
      },
    },
  ],
  FLAG: [
    { value: 'switch', label: 'On or off', draft: {} },
    { value: 'rollout', label: 'On, for more units day by day', draft: { ramp: 'week' } },
    {
      value: 'text',
      label: 'A text',
      draft: { valueType: 'STRING', defaultValue: '', variants: [variantDraft('on', '100')] },
    },
  ],
};

export const emptyDraft = (kind: ExperimentKind): ExperimentDraft =>
  kind === 'EXPERIMENT'
    ? blank
    : {
        ...blank,
        valueType: 'BOOLEAN',
        defaultValue: 'false',
        variants: [variantDraft('on', '100', 'true')],
        metrics: [],
      };
