import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SaveExportScheduleDocument } from '../../graphql/generated/graphql.ts';
import type {
  AnalyticsFilter,
  ExportScheduleLineFragment,
  MessageRole,
  SaveExportScheduleMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { checkSchedule, draftOf, scheduleInput } from '../../panels/exports/export-form.ts';
import type { ScheduleDraft, Selected } from '../../panels/exports/export-form.ts';
import { FileFields } from '../../panels/exports/file-fields.tsx';
import { ScheduleFields } from '../../panels/exports/schedule-fields.tsx';
import { FieldStack } from '../../primitives/field.tsx';

export interface ScheduleDialogProps {
  readonly schedule: ExportScheduleLineFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What a stored schedule selects. */
export const selectedBy = ({ filter, roles }: ExportScheduleLineFragment): Selected => ({
  filter: filter as AnalyticsFilter,
  ...(roles.length > 0 && { roles: roles as MessageRole[] }),
});

/** Changes a schedule; its filters stay. */
export function ScheduleDialog({ schedule, onSaved, onClose }: ScheduleDialogProps) {
  const client = useClient();
  const form = useForm<ScheduleDraft, ScheduleDraft, SaveExportScheduleMutation>({
    start: draftOf(schedule),
    check: checkSchedule,
    save: (draft) => send(client, SaveExportScheduleDocument, { input: scheduleInput(draft, selectedBy(schedule)) }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} wide title={`Edit ${schedule.name}`} save="Save schedule">
      <FieldStack>
        <FileFields draft={form.draft} onChange={form.change} />
        <ScheduleFields draft={form.draft} problems={form.problems} onChange={form.change} isKnown />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
