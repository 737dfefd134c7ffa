import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SaveJudgeDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeChoicesQuery, JudgeRowFragment, RuleKind, SaveJudgeInput, SaveJudgeMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, hasLimits, readJudge, type JudgeDraft } from './judge-form.ts';
import { ruleLabels } from './words.ts';

export interface JudgeDialogProps {
  /** null: a new one. */
  readonly judge: JudgeRowFragment | null;
  readonly choices: JudgeChoicesQuery;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

const kinds = [
  { value: 'MODEL', label: 'A language model, by a rubric' },
  { value: 'RULE', label: 'A rule, without a model' },
] as const;
const rules = (Object.keys(ruleLabels) as RuleKind[]).map((value) => ({ value, label: ruleLabels[value] }));

/** Makes a judge, or changes one. */
export function JudgeDialog({ judge, choices, onSaved, onClose }: JudgeDialogProps) {
  const client = useClient();
  const { rubrics, modelChoices } = choices;
  const form = useForm<JudgeDraft, SaveJudgeInput, SaveJudgeMutation>({
    start: draftOf(judge, rubrics[0]?.id ?? '', modelChoices.answering?.ref ?? modelChoices.models[0]?.ref ?? ''),
    check: (draft) => readJudge(draft, judge?.id ?? null),
    save: (input) => send(client, SaveJudgeDocument, { input }),
    onSaved: ({ saveJudge }) => {
      onClose();
      onSaved(saveJudge.id);
    },
  });
  const { draft, problems, change } = form;
  // A model that is not connected any more stays chosen.
  const refs = modelChoices.models.map(({ ref }) => ref);
  const models = (refs.includes(draft.model) || draft.model === '' ? refs : [draft.model, ...refs]).map((ref) => ({
    value: ref,
    label: ref,
  }));
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={judge === null ? 'New judge' : `Edit ${judge.name}`}
      says={judge === null ? undefined : 'Another rubric, model or rule makes the next version, which judges messages afresh.'}
      save={judge === null ? 'Make judge' : 'Save judge'}
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
          <Field label="Who judges">
            {({ id }) => (
              <Select
                id={id}
                label="Who judges"
                value={draft.kind}
                options={kinds}
                disabled={judge !== null}
                onChoose={(kind) => change({ kind })}
              />
            )}
          </Field>
        </FieldRow>
        {draft.kind === 'MODEL' ? (
          <FieldRow>
            <Field label="Rubric" problem={problems['rubricId']}>
              {({ id }) => (
                <Select
                  id={id}
                  label="Rubric"
                  value={draft.rubricId}
                  options={rubrics.map((rubric) => ({ value: rubric.id, label: rubric.name }))}
                  onChoose={(rubricId) => change({ rubricId })}
                />
              )}
            </Field>
            <Field label="Language model" problem={problems['model']}>
              {({ id }) =>
                models.length === 0 ? (
                  <span className="quiet">None is connected.</span>
                ) : (
                  <Select id={id} label="Language model" value={draft.model} options={models} onChoose={(model) => change({ model })} />
                )
              }
            </Field>
          </FieldRow>
        ) : (
          <RuleFields draft={draft} problems={problems} change={change} />
        )}
        <TextField
          label="Trusted from an agreement of"
          value={draft.minimumAgreement}
          onText={(minimumAgreement) => change({ minimumAgreement })}
          problem={problems['minimumAgreement']}
          hint="Kappa with people: 0 as by chance, 1 always the same. 0.4 is moderate, 0.6 good."
          inputMode="decimal"
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

interface RuleFieldsProps {
  readonly draft: JudgeDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (change: Partial<JudgeDraft>) => void;
}

function RuleFields({ draft, problems, change }: RuleFieldsProps) {
  const { ruleKind } = draft;
  const check = (label: string, field: 'ignoresCase' | 'isNegated') => (
    <label>
      <input type="checkbox" checked={draft[field]} onChange={(event) => change({ [field]: event.target.checked })} /> {label}
    </label>
  );
  return (
    <>
      <Field label="An answer passes by its" problem={problems['rule.kind']}>
        {({ id }) => <Select id={id} label="Rule" value={ruleKind} options={rules} onChoose={(kind) => change({ ruleKind: kind })} />}
      </Field>
      {ruleKind === 'REGEX' && (
        <TextField
          label="Regular expression"
          value={draft.pattern}
          onText={(pattern) => change({ pattern })}
          problem={problems['rule.pattern']}
          hint="As JavaScript has them; a search that takes too long is ended."
          mono
        />
      )}
      {ruleKind === 'CONTAINS' && (
        <Field label="Texts, one a line: one of them suffices" problem={problems['rule.texts']}>
          {(ids) => <textarea {...ids} rows={4} value={draft.texts} onChange={(event) => change({ texts: event.target.value })} />}
        </Field>
      )}
      {ruleKind === 'JSON_SCHEMA' && (
        <Field label="JSON Schema of an object; empty: any JSON passes" problem={problems['rule.schema']}>
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              spellCheck={false}
              rows={7}
              value={draft.schema}
              onChange={(event) => change({ schema: event.target.value })}
            />
          )}
        </Field>
      )}
      {hasLimits(ruleKind) && (
        <FieldRow>
          <TextField
            label="At least"
            value={draft.minimum}
            onText={(minimum) => change({ minimum })}
            problem={problems['rule.minimum']}
            inputMode="decimal"
            mono
          />
          <TextField
            label="At most"
            value={draft.maximum}
            onText={(maximum) => change({ maximum })}
            problem={problems['rule.maximum']}
            inputMode="decimal"
            mono
          />
        </FieldRow>
      )}
      {(ruleKind === 'REGEX' || ruleKind === 'CONTAINS') && check('Upper and lower case are the same', 'ignoresCase')}
      {check('Turned round: what matches fails', 'isNegated')}
    </>
  );
}
