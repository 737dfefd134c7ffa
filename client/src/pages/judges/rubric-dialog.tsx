import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SaveRubricDocument } from '../../graphql/generated/graphql.ts';
import type { RubricRowFragment, RubricScale, SaveRubricInput, SaveRubricMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, readRubric, type RubricDraft } from './rubric-form.ts';
import { scaleLabels } from './words.ts';
import styles from './judges.module.css';

const scales = (Object.keys(scaleLabels) as RubricScale[]).map((value) => ({ value, label: scaleLabels[value] }));

export interface RubricDialogProps {
  /** null: a new one. */
  readonly rubric: RubricRowFragment | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Writes a rubric, or its next version. */
export function RubricDialog({ rubric, onSaved, onClose }: RubricDialogProps) {
  const client = useClient();
  const form = useForm<RubricDraft, SaveRubricInput, SaveRubricMutation>({
    start: draftOf(rubric),
    check: readRubric,
    save: (input) => send(client, SaveRubricDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  const example = (at: number, more: Partial<RubricDraft['examples'][number]>) =>
    change({ examples: draft.examples.map((one, place) => (place === at ? { ...one, ...more } : one)) });
  const area = (label: string, value: string, problem: string | undefined, onText: (text: string) => void, rows: number) => (
    <Field label={label} problem={problem}>
      {(ids) => <textarea {...ids} rows={rows} value={value} onChange={(event) => onText(event.target.value)} />}
    </Field>
  );
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={rubric === null ? 'New rubric' : `Edit ${rubric.name}`}
      says={rubric === null ? undefined : `Saved as version ${rubric.version + 1}: judges with it judge by it from then on.`}
      save={rubric === null ? 'Make rubric' : 'Save version'}
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
          <TextField
            label="Key"
            value={draft.key}
            onText={(key) => change({ key })}
            problem={problems['key']}
            disabled={rubric !== null}
            hint="The name of its evaluations."
            mono
          />
          <Field label="Scale" problem={problems['scale']}>
            {({ id }) => (
              <Select
                id={id}
                label="Scale"
                value={draft.scale}
                options={scales}
                disabled={rubric !== null}
                onChoose={(scale) => change({ scale })}
              />
            )}
          </Field>
        </FieldRow>
        <TextField
          label="What it is for"
          value={draft.description}
          onText={(description) => change({ description })}
          problem={problems['description']}
        />
        {draft.scale === 'CATEGORY' &&
          area('Categories, one a line', draft.categories, problems['categories'], (categories) => change({ categories }), 4)}
        {area('Criteria, as the model reads them', draft.criteria, problems['criteria'], (criteria) => change({ criteria }), 9)}
        <label>
          <input type="checkbox" checked={draft.usesReference} onChange={(event) => change({ usesReference: event.target.checked })} /> Show
          the model the text that a person has corrected the answer to
        </label>
        {draft.examples.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- examples have no other name than their place
          <fieldset key={at} className={styles.example}>
            <legend>Example {at + 1}</legend>
            <FieldRow>
              <TextField
                label="Question"
                value={one.question}
                onText={(question) => example(at, { question })}
                problem={problems[`examples[${at}].question`]}
              />
              <TextField
                label="Answer"
                value={one.answer}
                onText={(answer) => example(at, { answer })}
                problem={problems[`examples[${at}].answer`]}
              />
            </FieldRow>
            <FieldRow>
              <TextField
                label="Verdict"
                value={one.verdict}
                onText={(verdict) => example(at, { verdict })}
                problem={problems[`examples[${at}].verdict`]}
                mono
              />
              <TextField
                label="Reason"
                value={one.reason}
                onText={(reason) => example(at, { reason })}
                problem={problems[`examples[${at}].reason`]}
              />
            </FieldRow>
            <div>
              <Button onClick={() => change({ examples: draft.examples.filter((_one, place) => place !== at) })}>
                Remove example {at + 1}
              </Button>
            </div>
          </fieldset>
        ))}
        {draft.examples.length < 10 && (
          <div>
            <Button
              icon="plus"
              onClick={() => change({ examples: [...draft.examples, { question: '', answer: '', verdict: '', reason: '' }] })}
            >
              Add an example
            </Button>
          </div>
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
