import { Field, FieldRow } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import type { ExportFormat, ExportType } from '../../graphql/generated/graphql.ts';
import type { FileDraft } from './export-form.ts';
import { formatNames, reportNotes, typeNames, typeNotes } from './export-words.ts';

const types = (Object.keys(typeNames) as ExportType[]).map((value) => ({ value, label: typeNames[value] }));
const formatHints: Partial<Record<ExportFormat, string>> = {
  CSV: 'Opens in a spreadsheet; nothing in it is computed.',
  CSV_SEMICOLON: 'For a spreadsheet that takes the comma for a decimal mark; nothing in it is computed.',
};
const formats = (Object.keys(formatNames) as ExportFormat[]).map((value) => ({ value, label: formatNames[value] }));

/** What a file is to hold, and its form. */
export function FileFields({ draft, onChange }: { readonly draft: FileDraft; readonly onChange: (change: Partial<FileDraft>) => void }) {
  return (
    <FieldRow>
      <Field label="What" hint={(draft.format === 'REPORT' ? reportNotes : typeNotes)[draft.type]}>
        {({ id }) => <Select id={id} label="What" value={draft.type} options={types} onChoose={(type) => onChange({ type })} />}
      </Field>
      <Field label="Format" hint={formatHints[draft.format]}>
        {({ id }) => <Select id={id} label="Format" value={draft.format} options={formats} onChoose={(format) => onChange({ format })} />}
      </Field>
    </FieldRow>
  );
}
