import { LocaleProvider, useLocale } from 'ui-kit/format';
import { zoneName, zones } from '../../controls/zone.ts';
import { ExportRunsDocument } from '../../graphql/generated/graphql.ts';
import type { ExportInterval } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import type { Problems } from '../../controls/form/form-state.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { timesInput } from './export-form.ts';
import type { ScheduleDraft } from './export-form.ts';
import { weekdays } from './export-words.ts';
import styles from './exports.module.css';

const intervals: readonly { readonly value: ExportInterval; readonly label: string }[] = [
  { value: 'DAILY', label: 'Every day' },
  { value: 'WEEKLY', label: 'Every week' },
];
const days = weekdays.map((label, index) => ({ value: String(index + 1), label }));

export interface ScheduleFieldsProps {
  readonly draft: ScheduleDraft;
  readonly problems: Problems;
  readonly onChange: (change: Partial<ScheduleDraft>) => void;
  /** The name is what tells it from others: it stays. */
  readonly isKnown?: boolean;
}

/** When an export is made again, about which days, and who has its link. */
export function ScheduleFields({ draft, problems, onChange, isKnown = false }: ScheduleFieldsProps) {
  return (
    <>
      <TextField
        label="Name of the schedule"
        value={draft.name}
        onText={(name) => onChange({ name })}
        problem={problems['name']}
        disabled={isKnown}
      />
      <FieldRow>
        <Field label="Repeat">
          {({ id }) => (
            <Select
              id={id}
              label="Repeat"
              value={draft.every}
              options={intervals}
              onChoose={(every) => onChange({ every, dayCount: every === 'WEEKLY' ? '7' : '1' })}
            />
          )}
        </Field>
        {draft.every === 'WEEKLY' && (
          <Field label="Day" problem={problems['weekday']}>
            {({ id }) => <Select id={id} label="Day" value={draft.weekday} options={days} onChoose={(weekday) => onChange({ weekday })} />}
          </Field>
        )}
        <TextField label="At" type="time" value={draft.time} onText={(time) => onChange({ time })} problem={problems['time']} mono />
      </FieldRow>
      <FieldRow>
        <Field label="Time zone" problem={problems['timeZone']}>
          {({ id }) => (
            <Select
              id={id}
              label="Time zone"
              value={draft.timeZone}
              options={[...new Set([draft.timeZone, ...zones()])].map((value) => ({ value, label: zoneName(value) }))}
              onChoose={(timeZone) => onChange({ timeZone })}
            />
          )}
        </Field>
        <TextField
          label="About the last whole days"
          value={draft.dayCount}
          onText={(dayCount) => onChange({ dayCount })}
          problem={problems['dayCount']}
          inputMode="numeric"
          mono
        />
      </FieldRow>
      <TextField
        label="Send the link to (members, optional)"
        value={draft.recipients}
        onText={(recipients) => onChange({ recipients })}
        problem={problems['recipients']}
        placeholder="ada@example.com, bob@example.com"
      />
      <NextRuns draft={draft} />
    </>
  );
}

/** The next three runs by the clock of the schedule’s zone. */
function NextRuns({ draft }: { readonly draft: ScheduleDraft }) {
  const { locale } = useLocale();
  const input = timesInput(draft);
  const { data, isStale } = useLiveQuery({ query: ExportRunsDocument, variables: { input }, isWanted: /^\d{2}:\d{2}$/.test(draft.time) });
  if (data === null) return null;
  return (
    <div className={styles.choice}>
      <span className={styles.label}>Next runs, {zoneName(draft.timeZone)} time</span>
      <LocaleProvider locale={locale} timeZone={draft.timeZone}>
        <ul className={styles.runs} aria-busy={isStale}>
          {data.exportRuns.map((at) => (
            <li key={at}>
              <Moment at={at} />
            </li>
          ))}
        </ul>
      </LocaleProvider>
    </div>
  );
}
