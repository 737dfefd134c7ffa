import { useNavigate } from '@tanstack/react-router';
import { useLocale } from 'ui-kit/format';
import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { zoneName } from '../../controls/zone.ts';
import { CreateExportDocument, SaveExportScheduleDocument } from '../../graphql/generated/graphql.ts';
import type { CreateExportMutation, ExportLineFragment, SaveExportScheduleMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FieldStack } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { notify } from '../../primitives/toast.ts';
import type { ExportButtonProps } from './export-button.tsx';
import { checkSchedule, fileInput, newSchedule, scheduleInput } from './export-form.ts';
import type { ScheduleDraft } from './export-form.ts';
import { ExportProgress } from './export-progress.tsx';
import { filterWords, typeNames } from './export-words.ts';
import { FileFields } from './file-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { TimeRange } from './time-range.tsx';
import styles from './exports.module.css';

type When = 'once' | 'schedule';
const choices: readonly { readonly value: When; readonly label: string }[] = [
  { value: 'once', label: 'Once, now' },
  { value: 'schedule', label: 'On a schedule' },
];

/** Has a file made of what the page shows, now or at set times, and shows how far it is. */
export default function ExportDialog({ type, filter, roles, onMade, onClose }: ExportButtonProps & { readonly onClose: () => void }) {
  const client = useClient();
  const { timeZone } = useLocale();
  const [when, setWhen] = useState<When>('once');
  const [made, setMade] = useState<ExportLineFragment | null>(null);
  const navigate = useNavigate();
  const selected = { filter, roles };
  const form = useForm<ScheduleDraft, ScheduleDraft, CreateExportMutation | SaveExportScheduleMutation>({
    start: newSchedule({ type, format: 'CSV' }, timeZone),
    check: (draft) => (when === 'once' ? { ok: true, value: draft } : checkSchedule(draft)),
    save: (draft) =>
      when === 'once'
        ? send(client, CreateExportDocument, { input: fileInput(draft, selected, timeZone) })
        : send(client, SaveExportScheduleDocument, { input: scheduleInput(draft, selected) }),
    onSaved: (saved) => {
      if ('createExport' in saved) {
        onMade?.();
        return setMade(saved.createExport);
      }
      notify({ title: `The schedule ${saved.saveExportSchedule.name} is saved.` });
      onClose();
      void navigate({ to: '/exports' });
    },
  });
  if (made !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`Export: ${typeNames[made.type].toLowerCase()}`}
        says="The export goes on when this is closed. The page Exports keeps it for 7 days."
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/exports' })}>All exports</Button>
            <Button tone="primary" onClick={onClose}>
              Close
            </Button>
          </>
        }
      >
        <ExportProgress made={made} onChanged={setMade} />
      </Dialog>
    );
  return (
    <FormDialog form={form} onClose={onClose} wide title="Export" save={when === 'once' ? 'Export' : 'Save schedule'}>
      <FieldStack>
        <Segmented label="When" value={when} options={choices} onChoose={setWhen} />
        <FileFields draft={form.draft} onChange={form.change} />
        {when === 'schedule' && <ScheduleFields draft={form.draft} problems={form.problems} onChange={form.change} />}
        <dl className={styles.about}>
          {when === 'once' && (
            <>
              <dt>Time</dt>
              <dd>
                <TimeRange from={filter.from} to={filter.to} />
              </dd>
              <dt>Time zone</dt>
              <dd>{zoneName(timeZone)}</dd>
            </>
          )}
          <dt>Filters</dt>
          <dd>{filterWords(filter as Record<string, unknown>) ?? 'none'}</dd>
          {form.draft.type === 'COMPLETE' && roles !== undefined && roles.length > 0 && (
            <>
              <dt>Roles</dt>
              <dd>{roles.map((role) => role.toLowerCase()).join(', ')}</dd>
            </>
          )}
        </dl>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
