import { useLocale } from 'ui-kit/format';
import { useState } from 'react';
import { useClient } from 'urql';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { useMay } from '../../controls/viewer.ts';
import { CreateMarkDocument, DeleteMarkDocument, UpdateMarkDocument } from '../../graphql/generated/graphql.ts';
import type { AnnotationKind, MarkFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldRow, FormProblem, TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, readMark } from './mark-form.ts';
import type { MarkDraft, MarkInput } from './mark-form.ts';
import { kindWords } from './mark-words.ts';
import styles from './marks.module.css';

export interface MarksDialogProps {
  /** null: on their way. */
  readonly marks: readonly MarkFragment[] | null;
  readonly failure: string | null;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What happened in the range, as the charts mark it. */
export default function MarksDialog({ marks, failure, onChanged, onClose }: MarksDialogProps) {
  const client = useClient();
  const mayEdit = useMay('ANNOTATE');
  const [edited, setEdited] = useState<MarkFragment | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = async (id: string) => {
    const sent = await send(client, DeleteMarkDocument, { id });
    setRefusal(sent.ok ? null : sent.refusal.message);
    if (sent.ok) onChanged();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Marks on charts"
      says="What happened in this time range, on every chart over time. Versions of models, deployments and dated prices are marked by themselves; programs mark with createAnnotation."
    >
      {mayEdit && (
        <MarkForm
          key={edited?.id ?? ''}
          mark={edited}
          onDone={() => {
            setEdited(null);
            onChanged();
          }}
          onCancel={() => setEdited(null)}
        />
      )}
      {failure !== null && marks === null && <FormProblem>{failure}</FormProblem>}
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
      {marks !== null && marks.length === 0 && <p className="quiet">Nothing is marked in this range.</p>}
      {marks !== null && marks.length > 0 && (
        <ul className={styles.list} aria-label="Marks">
          {marks.map((mark) => (
            <li key={mark.id}>
              <span className={styles.kind}>{kindWords[mark.kind]}</span>
              <span className={styles.label}>{mark.label}</span>
              <span className={styles.when}>
                <Moment at={mark.at} />
                {mark.endAt != null && (
                  <>
                    {' – '}
                    <Moment at={mark.endAt} />
                  </>
                )}
              </span>
              <span className={styles.acts}>
                {mark.isAutomatic ? (
                  <span className="quiet">by itself</span>
                ) : (
                  mayEdit && (
                    <>
                      <IconButton icon="edit" label={`Change the mark “${mark.label}”`} onClick={() => setEdited(mark)} />
                      <IconButton icon="trash" label={`Delete the mark “${mark.label}”`} onClick={() => void remove(mark.id)} />
                    </>
                  )
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

const kinds = (['DEPLOYMENT', 'INCIDENT', 'PRICE_CHANGE', 'NOTE'] as const satisfies readonly AnnotationKind[]).map((value) => ({
  value,
  label: kindWords[value],
}));

interface MarkFormProps {
  /** null: a new one. */
  readonly mark: MarkFragment | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function MarkForm({ mark, onDone, onCancel }: MarkFormProps) {
  const client = useClient();
  const { timeZone } = useLocale();
  const [now] = useState(() => new Date().toISOString());
  const form = useForm<MarkDraft, MarkInput, unknown>({
    start: draftOf(mark, now, timeZone),
    check: (draft) => readMark(draft, timeZone),
    save: (input) =>
      mark === null ? send(client, CreateMarkDocument, { input }) : send(client, UpdateMarkDocument, { input: { id: mark.id, ...input } }),
    onSaved: () => {
      onDone();
      return draftOf(null, now, timeZone);
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormBody form={form} className={styles.form}>
      <FieldRow>
        <Field label="Kind">
          {({ id }) => <Select id={id} label="Kind" value={draft.kind} options={kinds} onChoose={(kind) => change({ kind })} />}
        </Field>
        <TextField
          label="Words"
          value={draft.label}
          onText={(label) => change({ label })}
          problem={problems['label']}
          maxLength={120}
          placeholder="v2.3 of the bot"
        />
      </FieldRow>
      <FieldRow>
        <TextField label="At" type="datetime-local" value={draft.at} onText={(at) => change({ at })} problem={problems['at']} />
        <TextField
          label="Until (a moment when empty)"
          type="datetime-local"
          value={draft.endAt}
          onText={(endAt) => change({ endAt })}
          problem={problems['endAt']}
        />
        <span className={styles.save}>
          {mark !== null && <Button onClick={onCancel}>Cancel</Button>}
          <Button tone="primary" type="submit" disabled={form.isSaving}>
            {mark === null ? 'Add mark' : 'Save mark'}
          </Button>
        </span>
      </FieldRow>
      <FormRefusal form={form} />
    </FormBody>
  );
}
