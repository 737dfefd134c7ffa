import { weekdays } from '../../panels/exports/export-words.ts';
import type { ChannelRowFragment } from '../../graphql/generated/graphql.ts';
import { zones } from '../../controls/zone.ts';
import { FieldRow, TextField } from '../../primitives/field.tsx';
import { Checks } from './checks.tsx';
import { textOf } from './text-of.tsx';
import type { FieldsProps } from './text-of.tsx';
import { channelKinds } from './words.ts';
import styles from './alerts.module.css';

interface NoticeFieldsProps extends FieldsProps {
  readonly channels: readonly Pick<ChannelRowFragment, 'id' | 'kind' | 'name' | 'isEnabled'>[];
}

/** Who is notified, how often, and in which hours. */
export function NoticeFields({ draft, problems, onChange, channels }: NoticeFieldsProps) {
  const text = textOf({ draft, problems, onChange });
  const entries = channels.map(({ id, kind, name, isEnabled }) => ({
    value: id,
    label: `${name} (${channelKinds[kind]}${isEnabled ? '' : ', switched off'})`,
  }));
  return (
    <>
      {entries.length === 0 ? (
        <p className="quiet">No channel yet: the rule is shown here, and notifies no one. Add one under Channels.</p>
      ) : (
        <Checks
          legend="Notifies"
          entries={entries}
          chosen={draft.channelIds}
          problem={problems['channelIds']}
          onChange={(channelIds) => onChange({ channelIds })}
        />
      )}
      <FieldRow>
        {text('repeatMinutes', 'Reminds every, min', 'never', true)}
        {text('escalateAfterMinutes', 'Escalates when not acknowledged after, min', 'never', true)}
      </FieldRow>
      {draft.escalateAfterMinutes.trim() !== '' && entries.length > 0 && (
        <Checks
          legend="Escalates to"
          entries={entries}
          chosen={draft.escalateTo}
          problem={problems['escalateTo']}
          onChange={(escalateTo) => onChange({ escalateTo })}
        />
      )}
      <fieldset className={styles.fieldset}>
        <legend>When notices go out</legend>
        <label className={styles.check}>
          <input type="checkbox" checked={draft.hasSchedule} onChange={(event) => onChange({ hasSchedule: event.target.checked })} />
          Only in certain hours
        </label>
        {draft.hasSchedule && (
          <>
            <div className={styles.checks} role="group" aria-label="Days">
              {weekdays.map((name, index) => (
                <label key={name}>
                  <input
                    type="checkbox"
                    checked={draft.days.includes(index + 1)}
                    onChange={(event) =>
                      onChange({
                        days: event.target.checked ? [...draft.days, index + 1].sort() : draft.days.filter((day) => day !== index + 1),
                      })
                    }
                  />
                  {name.slice(0, 3)}
                </label>
              ))}
            </div>
            {problems['days'] !== undefined && <p className={styles.problem}>{problems['days']}</p>}
            <FieldRow>
              <TextField
                label="From"
                type="time"
                value={draft.from}
                onText={(from) => onChange({ from })}
                problem={problems['from']}
                mono
              />
              <TextField label="To" type="time" value={draft.to} onText={(to) => onChange({ to })} problem={problems['to']} mono />
              <TextField
                label="Time zone"
                value={draft.timeZone}
                onText={(timeZone) => onChange({ timeZone })}
                problem={problems['timeZone']}
                list="alert-zones"
              />
            </FieldRow>
            <datalist id="alert-zones">
              {zones().map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </fieldset>
      <label className={styles.check}>
        <input type="checkbox" checked={draft.isEnabled} onChange={(event) => onChange({ isEnabled: event.target.checked })} />
        Evaluate this rule
      </label>
    </>
  );
}
