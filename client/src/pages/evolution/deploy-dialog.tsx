import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { useMay } from '../../controls/viewer.ts';
import { DeployVersionDocument } from '../../graphql/generated/graphql.ts';
import type { DeployModelVersionInput, DeployVersionMutation, WholeReleaseFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { versionName } from './words.ts';
import styles from './evolution.module.css';

interface DeployDialogProps {
  readonly check: WholeReleaseFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Marks a version as deployed; where a regression blocks it, an owner gives a reason. */
export function DeployDialog({ check, onSaved, onClose }: DeployDialogProps) {
  const client = useClient();
  const mayOverride = useMay('OVERRIDE_RELEASES');
  const { version, isBlocked, regressions } = check;
  const form = useForm<{ readonly overrideReason: string }, DeployModelVersionInput, DeployVersionMutation>({
    start: { overrideReason: '' },
    check: ({ overrideReason }) =>
      isBlocked && mayOverride && overrideReason.trim() === ''
        ? { ok: false, problems: { overrideReason: 'Give a reason; it stays with the mark and in the audit log.' } }
        : { ok: true, value: { id: version.id, ...(overrideReason.trim() !== '' && { overrideReason: overrideReason.trim() }) } },
    save: (input) => send(client, DeployVersionDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Mark ${visible(versionName(version))} as deployed`}
      save={isBlocked && mayOverride ? 'Deploy all the same' : 'Mark as deployed'}
    >
      <FieldStack>
        <p>From now on, messages that name {visible(version.model.name)} belong to this version.</p>
        {regressions.length > 0 && (
          <p className={styles.warning}>
            <strong>Regression.</strong> {regressions.join(' ')}
          </p>
        )}
        {isBlocked && !mayOverride && <p>The policy of the workspace blocks it. An owner can override it with a reason.</p>}
        {isBlocked && mayOverride && (
          <TextField
            label="Reason to override"
            value={form.draft.overrideReason}
            problem={form.problems['overrideReason']}
            onText={(overrideReason) => form.change({ overrideReason })}
          />
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
