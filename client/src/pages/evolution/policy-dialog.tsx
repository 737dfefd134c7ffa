import { useClient } from 'urql';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { ReleasePolicyOfDocument, SetReleasePolicyDocument } from '../../graphql/generated/graphql.ts';
import type {
  ReleaseMode,
  ReleasePolicyInput,
  ReleasePolicyOfQuery,
  ReleasePolicyPart,
  SetReleasePolicyMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldStack } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { modeWords, partNames } from './words.ts';

const modes: readonly ReleaseMode[] = ['OFF', 'WARN', 'BLOCK'];
const counted: readonly ReleasePolicyPart[] = ['BENCHMARKS', 'PRODUCTION', 'COST'];

interface PolicyDialogProps {
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What regressions do to deployments in the workspace. */
export function PolicyDialog({ onSaved, onClose }: PolicyDialogProps) {
  const answer = useLiveQuery({ query: ReleasePolicyOfDocument, variables: {} });
  if (answer.data !== null) return <PolicyForm policy={answer.data.releasePolicy} onSaved={onSaved} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title="Policy of releases">
      {answer.failure === null ? (
        <Skeleton shape="rows" height={120} label="The policy is loading" />
      ) : (
        <ErrorState message={answer.failure} onRetry={answer.reload} />
      )}
    </Dialog>
  );
}

function PolicyForm({ policy, onSaved, onClose }: PolicyDialogProps & { readonly policy: ReleasePolicyOfQuery['releasePolicy'] }) {
  const client = useClient();
  const form = useForm<
    { readonly mode: ReleaseMode; readonly parts: readonly ReleasePolicyPart[] },
    ReleasePolicyInput,
    SetReleasePolicyMutation
  >({
    start: { mode: policy.mode, parts: policy.parts },
    check: ({ mode, parts }) => ({ ok: true, value: { mode, parts: [...parts] } }),
    save: (input) => send(client, SetReleasePolicyDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog form={form} onClose={onClose} title="Policy of releases" save="Save policy">
      <FieldStack>
        <Field label="When a version is surely worse">
          {({ id }) => (
            <Select
              id={id}
              label="When a version is surely worse"
              value={draft.mode}
              options={modes.map((value) => ({ value, label: modeWords[value] }))}
              onChoose={(mode) => change({ mode })}
            />
          )}
        </Field>
        <Field label="Parts that count" problem={problems['parts']}>
          {({ id }) => (
            <div id={id} role="group" aria-label="Parts that count">
              {counted.map((part) => (
                <label key={part} className="check">
                  <input
                    type="checkbox"
                    checked={draft.parts.includes(part)}
                    onChange={({ target }) =>
                      change({ parts: target.checked ? [...draft.parts, part] : draft.parts.filter((one) => one !== part) })
                    }
                  />{' '}
                  {partNames[part]}
                </label>
              ))}
            </div>
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
