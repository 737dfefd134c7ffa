import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { CreateStudyDocument, StudyChoicesDocument } from '../../graphql/generated/graphql.ts';
import type { CreateStudyInput, CreateStudyMutation, StudyMethod } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { readSpaceText, spaceExample } from './space-text.ts';
import styles from './studies.module.css';
import { directions, methodWords } from './words.ts';
import type { Direction } from './words.ts';

interface Draft {
  readonly name: string;
  readonly method: StudyMethod;
  readonly objective: string;
  readonly direction: Direction;
  readonly space: string;
  readonly maxTrials: string;
  readonly prunes: 'NONE' | 'MEDIAN';
  readonly baseline: string;
  readonly configurationId: string;
}

const methods = (Object.keys(methodWords) as StudyMethod[]).map((value) => ({ value, label: methodWords[value] }));
const pruners = [
  { value: 'NONE', label: 'no' },
  { value: 'MEDIAN', label: 'by the median of others' },
] as const;
const start: Draft = {
  name: '',
  method: 'TPE',
  objective: 'eval_loss',
  direction: 'MINIMIZE',
  space: spaceExample,
  maxTrials: '50',
  prunes: 'NONE',
  baseline: '',
  configurationId: '',
};

function check(draft: Draft) {
  const problems: Record<string, string> = {};
  const space = readSpaceText(draft.space);
  const [maxTrials, baseline] = [Number(draft.maxTrials), Number(draft.baseline)];
  if (draft.name.trim() === '') problems['name'] = 'A name for the study.';
  if (!space.ok) problems['space'] = space.problem;
  if (!(Number.isInteger(maxTrials) && maxTrials >= 1)) problems['maxTrials'] = 'A whole number from 1.';
  if (draft.baseline.trim() !== '' && !Number.isFinite(baseline)) problems['baseline'] = 'A number, or nothing.';
  if (!space.ok || Object.keys(problems).length > 0) return { ok: false as const, problems };
  const value: CreateStudyInput = {
    name: draft.name,
    method: draft.method,
    objectives: [{ name: draft.objective, direction: draft.direction }],
    searchSpace: [...space.space],
    maxTrials,
    pruner: { kind: draft.prunes },
    ...(draft.baseline.trim() !== '' && { baseline: { values: [baseline] } }),
    ...(draft.configurationId !== '' && { configurationId: draft.configurationId }),
  };
  return { ok: true as const, value };
}

/** Makes a study: what is searched, by what, and who trains. */
export function NewStudyDialog({ onMade, onClose }: { readonly onMade: (studyId: string) => void; readonly onClose: () => void }) {
  const client = useClient();
  const choices = useLiveQuery({ query: StudyChoicesDocument, variables: {} });
  const form = useForm<Draft, CreateStudyInput, CreateStudyMutation>({
    start,
    check,
    save: (input) => send(client, CreateStudyDocument, { input }),
    names: { searchSpace: 'space', objectives: 'objective', pruner: 'prunes' },
    onSaved: ({ createStudy }) => {
      onClose();
      if (createStudy != null) onMade(createStudy.id);
    },
  });
  const { draft, problems, change } = form;
  const configurations = [
    { value: '', label: 'a program asks for trials' },
    ...(choices.data?.trainingConfigurations ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <FormDialog
      form={form}
      title="New study"
      save="Make study"
      wide
      says="A search for better parameters. Its search space stays as it is made."
      onClose={onClose}
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
          <Field label="Method">
            {({ id }) => <Select id={id} label="Method" value={draft.method} options={methods} onChoose={(method) => change({ method })} />}
          </Field>
        </FieldRow>
        <FieldRow>
          <TextField
            label="Objective, such as a metric of training"
            value={draft.objective}
            onText={(objective) => change({ objective })}
            problem={problems['objective']}
            mono
          />
          <Field label="Better is">
            {({ id }) => (
              <Select
                id={id}
                label="Better is"
                value={draft.direction}
                options={directions}
                onChoose={(direction) => change({ direction })}
              />
            )}
          </Field>
        </FieldRow>
        <Field label="Search space, a parameter a line" problem={problems['space']}>
          {(ids) => (
            <textarea
              {...ids}
              className={styles.space}
              rows={6}
              spellCheck={false}
              value={draft.space}
              onChange={(event) => change({ space: event.target.value })}
            />
          )}
        </Field>
        <FieldRow>
          <TextField
            label="Trials"
            value={draft.maxTrials}
            onText={(maxTrials) => change({ maxTrials })}
            problem={problems['maxTrials']}
            inputMode="numeric"
            mono
          />
          <TextField
            label="Value before the study"
            value={draft.baseline}
            onText={(baseline) => change({ baseline })}
            problem={problems['baseline']}
            inputMode="decimal"
            mono
          />
        </FieldRow>
        <FieldRow>
          <Field label="End trials early">
            {({ id }) => (
              <Select id={id} label="End trials early" value={draft.prunes} options={pruners} onChoose={(prunes) => change({ prunes })} />
            )}
          </Field>
          <Field label="Trained as" problem={problems['configurationId']}>
            {({ id }) => (
              <Select
                id={id}
                label="Trained as"
                value={draft.configurationId}
                options={configurations}
                onChoose={(configurationId) => change({ configurationId })}
              />
            )}
          </Field>
        </FieldRow>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
