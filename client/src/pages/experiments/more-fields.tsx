import type { Form } from '../../controls/form/use-form.ts';
import type { ExperimentCorrection, ExperimentKind } from '../../graphql/generated/graphql.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import type { ExperimentDraft } from './experiment-form.ts';
import { Folded } from './folded.tsx';

const corrections: readonly { readonly value: ExperimentCorrection; readonly label: string }[] = [
  { value: 'HOLM', label: 'Holm: of any false win' },
  { value: 'BENJAMINI_HOCHBERG', label: 'Benjamini and Hochberg: of the share of false wins' },
  { value: 'NONE', label: 'None' },
];
const same: readonly { readonly value: 'no' | 'yes'; readonly label: string }[] = [
  { value: 'no', label: 'Are to be compared' },
  { value: 'yes', label: 'Are all the same (A/A)' },
];

/** What is rarely set: layer, correction, A/A and the schema of parameters. */
export function MoreFields({
  form: { draft, problems, change },
  kind,
}: {
  readonly form: Form<ExperimentDraft>;
  readonly kind: ExperimentKind;
}) {
  return (
    <Folded
      label="More"
      startsOpen={draft.layerKey !== '' || draft.parametersSchema !== ''}
      problems={problems}
      fields={['layerKey', 'layerStart', 'layerEnd', 'correction', 'isAa', 'parametersSchema']}
    >
      <FieldRow>
        <TextField
          label="Layer"
          value={draft.layerKey}
          onText={(layerKey) => change({ layerKey })}
          problem={problems['layerKey']}
          placeholder="none"
          hint="Experiments of one layer share no unit."
          mono
        />
        <TextField
          label="From (% of the layer)"
          value={draft.layerStart}
          onText={(layerStart) => change({ layerStart })}
          problem={problems['layerStart']}
          disabled={draft.layerKey.trim() === ''}
          inputMode="decimal"
          mono
        />
        <TextField
          label="To (% of the layer)"
          value={draft.layerEnd}
          onText={(layerEnd) => change({ layerEnd })}
          problem={problems['layerEnd']}
          disabled={draft.layerKey.trim() === ''}
          inputMode="decimal"
          mono
        />
      </FieldRow>
      {kind === 'EXPERIMENT' && (
        <FieldRow>
          <Field label="Correction for several goals" problem={problems['correction']}>
            {({ id }) => (
              <Select
                id={id}
                label="Correction for several goals"
                value={draft.correction}
                options={corrections}
                onChoose={(correction) => change({ correction })}
              />
            )}
          </Field>
          <Field label="Variants" problem={problems['isAa']}>
            {({ id }) => (
              <Select
                id={id}
                label="Variants"
                value={draft.isAa ? 'yes' : 'no'}
                options={same}
                onChoose={(chosen) => change({ isAa: chosen === 'yes' })}
              />
            )}
          </Field>
        </FieldRow>
      )}
      <TextField
        label="Schema of parameters (JSON)"
        value={draft.parametersSchema}
        onText={(parametersSchema) => change({ parametersSchema })}
        problem={problems['parametersSchema']}
        placeholder='{"type": "object", "required": ["temperature"]}'
        mono
      />
    </Folded>
  );
}
