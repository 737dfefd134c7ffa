import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { StartPairwiseDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, JudgeRowFragment, StartPairwiseInput, StartPairwiseMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';

interface PairDraft {
  readonly by: 'models' | 'promptVersions';
  /** One a line. */
  readonly names: string;
  readonly count: string;
}

const kinds = [
  { value: 'models', label: 'Models' },
  { value: 'promptVersions', label: 'Versions of prompts, as name@version' },
] as const;

/** Compares answers of models, or of versions of a prompt, to the same texts of users. */
export function PairwiseDialog({
  judge,
  onSaved,
  onClose,
}: {
  readonly judge: JudgeRowFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const form = useForm<PairDraft, StartPairwiseInput, StartPairwiseMutation>({
    start: { by: 'models', names: '', count: '100' },
    check: ({ by, names, count }) => {
      const problems: Record<string, string> = {};
      const lines = [
        ...new Set(
          names
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        ),
      ];
      if (lines.length < 2 || lines.length > 6) problems['sides'] = 'Give 2 to 6 names, one a line.';
      else if (by === 'promptVersions' && lines.some((line) => !/.@./.test(line)))
        problems['sides'] = 'Name each as name@version, such as support@3.';
      if (!/^\d+$/.test(count.trim()) || Number(count) < 1 || Number(count) > 5_000) problems['count'] = 'A whole number from 1 to 5000.';
      if (Object.keys(problems).length > 0) return { ok: false, problems };
      const filterOf = (name: string): AnalyticsFilter => {
        const at = name.lastIndexOf('@');
        return by === 'models' ? { models: [name] } : { promptNames: [name.slice(0, at)], promptVersions: [name.slice(at + 1)] };
      };
      return {
        ok: true,
        value: { judgeId: judge.id, maxPairs: Number(count), sides: lines.map((name) => ({ name, filter: filterOf(name) })) },
      };
    },
    save: (input) => send(client, StartPairwiseDocument, { input }),
    names: { maxPairs: 'count' },
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Compare answers with ${judge.name}`}
      says="Answers to the same text of a user are compared in both orders: two calls of the model each."
      save="Begin"
    >
      <FieldStack>
        <FieldRow>
          <Field label="Compare">
            {({ id }) => <Select id={id} label="Compare" value={draft.by} options={kinds} onChoose={(by) => change({ by })} />}
          </Field>
          <TextField
            label="Pairs at most"
            value={draft.count}
            onText={(count) => change({ count })}
            problem={problems['count']}
            inputMode="numeric"
            mono
          />
        </FieldRow>
        <Field label="Names, one a line" problem={problems['sides']}>
          {(ids) => (
            <textarea {...ids} className="mono" rows={4} value={draft.names} onChange={(event) => change({ names: event.target.value })} />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
