import { LocaleProvider, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { zoneName } from '../../controls/zone.ts';
import { DeleteExportScheduleDocument, SaveExportScheduleDocument } from '../../graphql/generated/graphql.ts';
import type { ExportScheduleLineFragment, ExportSchedulesQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { draftOf, scheduleInput } from '../../panels/exports/export-form.ts';
import { filterWords, formatNames, mailWords, timesWords, typeNames } from '../../panels/exports/export-words.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { ScheduleDialog, selectedBy } from './schedule-dialog.tsx';
import styles from './exports-page.module.css';

/** What has exports made again, with the next runs of each. */
export function SchedulesPanel({ answer }: { readonly answer: Live<ExportSchedulesQuery> }) {
  const client = useClient();
  const [edited, setEdited] = useState<ExportScheduleLineFragment | null>(null);
  const [deleted, setDeleted] = useState<ExportScheduleLineFragment | null>(null);
  const pause = async (schedule: ExportScheduleLineFragment) => {
    const draft = { ...draftOf(schedule), isPaused: !schedule.isPaused };
    const sent = await send(client, SaveExportScheduleDocument, { input: scheduleInput(draft, selectedBy(schedule)) });
    if (sent.ok) answer.reload();
    else notify({ title: 'The schedule was not changed.', says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <Panel
      title="Schedules"
      hint="made again at set times, and sent to members"
      flush
      skeleton="rows"
      minHeight={120}
      load={loadOf(answer, ({ exportSchedules }) => (exportSchedules.length === 0 ? null : exportSchedules))}
      onRetry={answer.reload}
      empty={{ says: 'No schedule yet.', how: 'Choose “On a schedule” when you export.' }}
    >
      {(schedules) => (
        <>
          <ul className={styles.list}>
            {schedules.map((schedule) => (
              <li key={schedule.id} className={styles.item}>
                <ScheduleWords schedule={schedule} />
                <Runs schedule={schedule} />
                <Menu trigger={<IconButton icon="more" label={`Actions for ${schedule.name}`} />}>
                  <MenuItem icon="edit" onChoose={() => setEdited(schedule)}>
                    Edit
                  </MenuItem>
                  <MenuItem icon={schedule.isPaused ? 'play' : 'pause'} onChoose={() => void pause(schedule)}>
                    {schedule.isPaused ? 'Resume' : 'Pause'}
                  </MenuItem>
                  <MenuItem icon="trash" tone="bad" onChoose={() => setDeleted(schedule)}>
                    Delete
                  </MenuItem>
                </Menu>
              </li>
            ))}
          </ul>
          {edited !== null && <ScheduleDialog schedule={edited} onSaved={answer.reload} onClose={() => setEdited(null)} />}
          {deleted !== null && (
            <ConfirmDialog
              title={`Delete the schedule ${deleted.name}?`}
              says="No more files are made by it. Those that it has made are kept for their days."
              action="Delete schedule"
              run={() => send(client, DeleteExportScheduleDocument, { id: deleted.id })}
              onDone={answer.reload}
              onClose={() => setDeleted(null)}
            />
          )}
        </>
      )}
    </Panel>
  );
}

function ScheduleWords({ schedule }: { readonly schedule: ExportScheduleLineFragment }) {
  const words = filterWords(schedule.filter as Record<string, unknown>);
  const { dayCount, recipients } = schedule;
  return (
    <div className={styles.what}>
      <span className={styles.title}>{schedule.name}</span>
      <span className={styles.small}>
        {typeNames[schedule.type]}, {formatNames[schedule.format]}; {dayCount === 1 ? 'the day before' : `the ${dayCount} days before`}
        {words !== null && <>; {words}</>}
      </span>
      <span className={styles.small}>{recipients.length === 0 ? 'sent to no one' : `to ${recipients.join(', ')}`}</span>
    </div>
  );
}

/** When it runs, by the clock of its own zone, and how the last run went. */
function Runs({ schedule }: { readonly schedule: ExportScheduleLineFragment }) {
  const { locale } = useLocale();
  const [last] = schedule.exports;
  return (
    <div className={styles.what}>
      <span>
        {timesWords(schedule)}, {zoneName(schedule.timeZone)}
      </span>
      {schedule.isPaused ? (
        <span className={styles.small}>paused</span>
      ) : (
        <LocaleProvider locale={locale} timeZone={schedule.timeZone}>
          <ul className={styles.runs} aria-label={`Next runs of ${schedule.name}`}>
            {schedule.nextRuns.map((at) => (
              <li key={at}>
                <Moment at={at} />
              </li>
            ))}
          </ul>
        </LocaleProvider>
      )}
      {schedule.failure != null && <span className={styles.bad}>{schedule.failure}</span>}
      {last !== undefined && (
        <span className={styles.small}>
          last: {last.status.toLowerCase()}
          {last.mail != null && <>; {mailWords[last.mail]}</>}
        </span>
      )}
    </div>
  );
}
