import { useMemo } from 'react';
import { DriftBaselinesToWatchDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { driftFeatureNames, driftRoleNames, effectNames } from '../../panels/meaning/drift-words.ts';
import { Field, FieldRow } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { Checks } from './checks.tsx';
import type { RuleDraft } from './rule-form.ts';
import { textOf } from './text-of.tsx';
import type { FieldsProps } from './text-of.tsx';

const entriesOf = <Value extends string>(names: Readonly<Record<Value, string>>) =>
  (Object.entries(names) as [Value, string][]).map(([value, label]) => ({ value, label }));
const roles = entriesOf(driftRoleNames);
const effects = entriesOf(effectNames).map(({ value, label }) => ({ value, label: value === 'NEGLIGIBLE' ? 'any' : `${label} or larger` }));
const features = entriesOf(driftFeatureNames);

/** What a rule about drift compares with what. */
export function DriftFields({ draft, problems, onChange }: FieldsProps) {
  const { data } = useLiveQuery({ query: DriftBaselinesToWatchDocument, variables: useMemo(() => ({}), []) });
  // The server names the window in minutes.
  const ofWindow = problems['driftDays'] ?? problems['windowMinutes'];
  const text = textOf({ draft, problems: { ...problems, ...(ofWindow !== undefined && { driftDays: ofWindow }) }, onChange });
  const baselines = [
    { value: '', label: 'the time before' },
    ...(data?.driftBaselines ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <FieldRow>
        {text('driftDays', 'Over the last, days', '', true)}
        <Field label="Beside" problem={problems['driftBaselineId']} hint="Baselines are pinned on the page Drift.">
          {({ id }) => (
            <Select
              id={id}
              label="Beside"
              value={baselines.some(({ value }) => value === draft.driftBaselineId) ? draft.driftBaselineId : ''}
              options={baselines}
              onChoose={(driftBaselineId) => onChange({ driftBaselineId })}
            />
          )}
        </Field>
        <Field label="Messages" problem={problems['driftRole']}>
          {({ id }) => (
            <Select id={id} label="Messages" value={draft.driftRole} options={roles} onChoose={(driftRole) => onChange({ driftRole })} />
          )}
        </Field>
        <Field label="Difference" problem={problems['minimumEffect']}>
          {({ id }) => (
            <Select
              id={id}
              label="Difference"
              value={draft.minimumEffect}
              options={effects}
              onChoose={(minimumEffect) => onChange({ minimumEffect })}
            />
          )}
        </Field>
      </FieldRow>
      <Checks
        legend="Features; none: all"
        problem={problems['driftFeatures']}
        entries={features}
        chosen={draft.driftFeatures}
        onChange={(chosen) => onChange({ driftFeatures: chosen as RuleDraft['driftFeatures'] })}
      />
    </>
  );
}
