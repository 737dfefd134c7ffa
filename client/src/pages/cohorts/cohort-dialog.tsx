import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { format } from 'ui-kit/format';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import type { Checked } from '../../controls/form/form-state.ts';
import { keepView } from '../../controls/use-view.ts';
import type { CohortInput, CohortRowFragment } from '../../graphql/generated/graphql.ts';
import { FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { readRule } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { draftOfCohort, makeCohort, saveCohort, type CohortDraft } from './save-cohort.ts';
import { usePreview } from './use-preview.ts';
import styles from './cohorts.module.css';

export interface CohortDialogProps {
  /** null: a new one. */
  readonly cohort: CohortRowFragment | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function check({ name, description, rule }: CohortDraft): Checked<CohortInput> {
  const read = readRule(rule);
  const problems = { ...(name.trim() === '' && { name: 'Give it a name.' }), ...(!read.ok && read.problems) };
  return Object.keys(problems).length > 0 || !read.ok
    ? { ok: false, problems }
    : { ok: true, value: { name, description, rule: read.value } };
}

/** Makes a cohort, or changes one: its conditions, and how many users meet them while they are edited. */
export function CohortDialog({ cohort, onSaved, onClose }: CohortDialogProps) {
  const client = useClient();
  const navigate = useNavigate();
  // What the change is based on: another version, once the reader has gone on with that.
  const [opened, setOpened] = useState(cohort);
  const form = useForm<CohortDraft, CohortInput, CohortRowFragment>({
    start: draftOfCohort(cohort),
    check,
    save: (input) => (opened === null ? makeCohort(client, input) : saveCohort(client, opened, input, setOpened)),
    onSaved: ({ id }) => {
      onSaved();
      onClose();
      if (cohort === null) void navigate({ to: '/cohorts/$cohortId', params: { cohortId: id }, search: keepView });
    },
  });
  const { draft, problems, change } = form;
  const read = readRule(draft.rule);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={cohort === null ? 'New cohort' : `Edit ${cohort.name}`}
      save={cohort === null ? 'Make cohort' : 'Save'}
    >
      <FieldStack>
        <FieldRow>
          <TextField
            label="Name"
            value={draft.name}
            onText={(name) => change({ name })}
            problem={problems['name']}
            placeholder="Busy users on pro"
          />
          <TextField
            label="What it is for"
            value={draft.description}
            onText={(description) => change({ description })}
            problem={problems['description']}
          />
        </FieldRow>
        <RuleFields rule={draft.rule} problems={problems} onChange={(rule) => change({ rule })} />
        <Count rule={read.ok ? read.value : null} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function Count({ rule }: { readonly rule: CohortInput['rule'] | null }) {
  const { userCount, totalUserCount, isStale, failure } = usePreview(rule);
  return (
    <p className={styles.count} role="status" data-stale={isStale || undefined}>
      {failure !== null ? (
        <span>{failure}</span>
      ) : userCount === null ? (
        <span className="quiet">{rule === null ? 'Complete the conditions to count the users.' : 'Counting.'}</span>
      ) : (
        <>
          <b>{format(userCount, 'count')}</b> {userCount === 1 ? 'user' : 'users'}
          {totalUserCount !== null && (
            <span className="quiet">
              {' '}
              of {format(totalUserCount, 'count')}
              {totalUserCount > 0 && userCount <= totalUserCount && `, ${format(userCount / totalUserCount, 'share')}`}
            </span>
          )}
        </>
      )}
    </p>
  );
}
