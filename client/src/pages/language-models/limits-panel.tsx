import { Panel } from 'ui-kit/panel';
import { useClient } from 'urql';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { May, useMay } from '../../controls/viewer.ts';
import { SetModelLimitsDocument } from '../../graphql/generated/graphql.ts';
import type { LanguageModelsQuery, SetModelLimitsMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { draftOf, readDraft } from './limits-form.ts';
import type { Limits, LimitsDraft } from './limits-form.ts';
import styles from './language-models.module.css';

const cards: readonly { readonly value: LimitsDraft['cards']; readonly label: string }[] = [
  { value: 'always', label: 'Every change is confirmed on a card' },
  { value: 'unread', label: 'Only where text of applications was read' },
];
const traced: readonly { readonly value: LimitsDraft['traced']; readonly label: string }[] = [
  { value: 'no', label: 'Answers are no traces' },
  { value: 'yes', label: 'Each answer is a trace of this workspace' },
];

/** Default, order and budgets of the workspace, and how its assistant works. */
export function LimitsPanel({ data, onSaved }: { readonly data: LanguageModelsQuery; readonly onSaved: () => void }) {
  const client = useClient();
  const mayEdit = useMay('EDIT_CONNECTIONS');
  const { models, settings } = data.modelChoices;
  const form = useForm<LimitsDraft, Limits, SetModelLimitsMutation>({
    start: draftOf(settings, data.assistantSettings),
    check: readDraft,
    save: (limits) => send(client, SetModelLimitsDocument, limits),
    onSaved: ({ setModelSettings, setAssistantSettings }) => {
      notify({ title: 'Saved.', says: 'It holds for everybody in this workspace.' });
      onSaved();
      return draftOf(setModelSettings, setAssistantSettings);
    },
  });
  const { draft, problems, change, isChanged, isSaving } = form;
  const known = models.map(({ ref }) => ({ value: ref, label: ref }));
  const gone =
    draft.defaultModel !== '' && !known.some(({ value }) => value === draft.defaultModel)
      ? [{ value: draft.defaultModel, label: `${draft.defaultModel} (gone)` }]
      : [];
  return (
    <Panel title="Defaults and budgets" hint="for everybody in this workspace">
      <FormBody form={form}>
        <fieldset className={styles.plain} disabled={!mayEdit}>
          <legend className="uk-hidden">Defaults and budgets</legend>
          <FieldStack>
            <Field label="Default model" problem={problems['defaultModel']}>
              {({ id }) => (
                <Select
                  id={id}
                  label="Default model"
                  value={draft.defaultModel}
                  options={[{ value: '', label: 'None: that of the environment, else the first' }, ...known, ...gone]}
                  onChoose={(defaultModel) => change({ defaultModel })}
                  disabled={!mayEdit}
                />
              )}
            </Field>
            <Field
              label="Asked next, where it fails"
              problem={problems['fallbackModels'] ?? problems['fallbackModels.0'] ?? problems['fallbackModels.1']}
              hint="One connection/model a line, in their order; at most 5."
            >
              {(ids) => (
                <textarea
                  {...ids}
                  className="mono"
                  rows={2}
                  value={draft.fallbackModels}
                  onChange={(event) => change({ fallbackModels: event.target.value })}
                />
              )}
            </Field>
            <FieldRow>
              <TextField
                label="US dollars per person and day"
                inputMode="decimal"
                value={draft.dailyUsdPerPerson}
                onText={(dailyUsdPerPerson) => change({ dailyUsdPerPerson })}
                problem={problems['dailyUsdPerPerson']}
                hint="Empty: no limit. Days of UTC."
                mono
              />
              <TextField
                label="Tokens per person and day"
                inputMode="numeric"
                value={draft.dailyTokensPerPerson}
                onText={(dailyTokensPerPerson) => change({ dailyTokensPerPerson })}
                problem={problems['dailyTokensPerPerson']}
                hint="Also for models without a price."
                mono
              />
            </FieldRow>
            <FieldRow>
              <Field label="Changes by the assistant">
                {({ id }) => (
                  <Select
                    id={id}
                    label="Changes by the assistant"
                    value={draft.cards}
                    options={cards}
                    onChoose={(next) => change({ cards: next })}
                    disabled={!mayEdit}
                  />
                )}
              </Field>
              <Field label="Its own answers">
                {({ id }) => (
                  <Select
                    id={id}
                    label="Its own answers"
                    value={draft.traced}
                    options={traced}
                    onChoose={(next) => change({ traced: next })}
                    disabled={!mayEdit}
                  />
                )}
              </Field>
            </FieldRow>
            <FormRefusal form={form} />
            <div className={styles.buttons}>
              <May permission="EDIT_CONNECTIONS" otherwise={<span className="quiet">Admins change this.</span>}>
                <Button tone="primary" type="submit" form={form.id} disabled={!isChanged || isSaving}>
                  {isSaving ? 'Saving' : 'Save'}
                </Button>
                {isChanged && <Button onClick={form.undo}>Undo</Button>}
              </May>
            </div>
          </FieldStack>
        </fieldset>
      </FormBody>
    </Panel>
  );
}
