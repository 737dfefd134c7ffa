import { useMemo } from 'react';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { May, useMay } from '../../controls/viewer.ts';
import { MeaningSettingsDocument, UpdateMeaningSettingsDocument } from '../../graphql/generated/graphql.ts';
import type {
  LanguageModelsQuery,
  UpdateMeaningSettingsInput,
  UpdateMeaningSettingsMutation,
  WholeMeaningSettingsFragment,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { embeddingsDraftOf, readEmbeddings } from './embeddings-form.ts';
import type { EmbeddingsDraft } from './embeddings-form.ts';
import styles from './language-models.module.css';

const kinds: readonly { readonly value: EmbeddingsDraft['embeddings']; readonly label: string }[] = [
  { value: 'BUILT_IN', label: 'Built in, without network' },
  { value: 'ENDPOINT', label: 'A model of a connection' },
  { value: 'OFF', label: 'None: no topics' },
];

interface EmbeddingsProps {
  readonly connections: LanguageModelsQuery['modelConnections'];
}

/** What messages are compared by, for topics and drift. */
export function EmbeddingsPanel({ connections }: EmbeddingsProps) {
  const answer = useLiveQuery({ query: MeaningSettingsDocument, variables: useMemo(() => ({}), []) });
  return (
    <Panel
      title="Embeddings"
      hint="what topics and drift compare messages by"
      skeleton="rows"
      load={loadOf(answer, ({ meaningSettings }) => meaningSettings)}
      onRetry={answer.reload}
    >
      {(settings) => <EmbeddingsForm settings={settings} connections={connections} onSaved={answer.reload} />}
    </Panel>
  );
}

function EmbeddingsForm({
  settings,
  connections,
  onSaved,
}: EmbeddingsProps & { readonly settings: WholeMeaningSettingsFragment; readonly onSaved: () => void }) {
  const client = useClient();
  const mayEdit = useMay('EDIT_CONNECTIONS');
  const form = useForm<EmbeddingsDraft, UpdateMeaningSettingsInput, UpdateMeaningSettingsMutation>({
    start: embeddingsDraftOf(settings),
    check: readEmbeddings,
    save: (input) => send(client, UpdateMeaningSettingsDocument, { input }),
    onSaved: ({ updateMeaningSettings }) => {
      notify({ title: 'Saved.', says: 'Embeddings of the last 90 days are made again in the background.' });
      onSaved();
      return embeddingsDraftOf(updateMeaningSettings);
    },
  });
  const { draft, problems, change, isChanged, isSaving } = form;
  const usable = connections.filter(({ kind }) => kind === 'OPENAI_COMPATIBLE');
  return (
    <FormBody form={form}>
      <fieldset className={styles.plain} disabled={!mayEdit}>
        <legend className="uk-hidden">Embeddings</legend>
        <FieldStack>
          <FieldRow>
            <Field label="Made by" problem={problems['embeddings']}>
              {({ id }) => (
                <Select
                  id={id}
                  label="Made by"
                  value={draft.embeddings}
                  options={kinds}
                  onChoose={(embeddings) => change({ embeddings })}
                  disabled={!mayEdit}
                />
              )}
            </Field>
            {draft.embeddings === 'ENDPOINT' && (
              <>
                <Field label="Connection" problem={problems['connectionId']}>
                  {({ id }) => (
                    <Select
                      id={id}
                      label="Connection"
                      value={draft.connectionId}
                      options={[
                        { value: '', label: 'Choose one' },
                        ...usable.map(({ id: key, name }) => ({ value: key, label: visible(name) })),
                      ]}
                      onChoose={(connectionId) => change({ connectionId })}
                      disabled={!mayEdit}
                    />
                  )}
                </Field>
                <TextField
                  label="Model"
                  value={draft.model}
                  onText={(model) => change({ model })}
                  problem={problems['model']}
                  placeholder="text-embedding-3-small"
                  maxLength={200}
                  mono
                />
                <TextField
                  label="US dollars a day"
                  inputMode="decimal"
                  value={draft.dailyCapUsd}
                  onText={(dailyCapUsd) => change({ dailyCapUsd })}
                  problem={problems['dailyCapUsd']}
                  hint="Empty: no cap. Days of UTC."
                  mono
                />
              </>
            )}
          </FieldRow>
          {draft.embeddings === 'ENDPOINT' && <p className="quiet">Texts of messages are sent to that server.</p>}
          <State settings={settings} />
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
  );
}

/** How far it is, what it cost today, and what is in the way. */
function State({ settings: { embeddings, pendingCount, spentTodayUsd, problem } }: { readonly settings: WholeMeaningSettingsFragment }) {
  const cost = embeddings === 'ENDPOINT' ? ` ${format(spentTodayUsd, 'usd')} today.` : '';
  const left =
    pendingCount === 0 ? 'All messages of the last 90 days have theirs.' : `${format(pendingCount, 'count')} messages wait for theirs.`;
  return (
    <>
      <p>
        {left}
        {cost}
      </p>
      {problem != null && <p role="alert">{visible(problem)}</p>}
    </>
  );
}
