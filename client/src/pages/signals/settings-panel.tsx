import { useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { SignalReplayDocument, SignalSettingsDocument, UpdateSignalSettingsDocument } from '../../graphql/generated/graphql.ts';
import type { Sensitivity, SignalReplayQuery, SignalSettingsQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { lastedWords, whereWords } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './signals.module.css';

const DAYS = 30;

interface Choice {
  readonly value: Sensitivity;
  readonly name: string;
  readonly says: string;
}

const choices: readonly Choice[] = [
  { value: 'FEW', name: 'Few', says: 'Only what is far outside of its range and lasts. For those who want to be called for it.' },
  { value: 'BALANCED', name: 'Balanced', says: 'What is out long enough, and far enough to matter. What most workspaces want.' },
  { value: 'ALL', name: 'All', says: 'Smaller and shorter deviations too. For a time in which you look at everything.' },
];

/** How much is reported, in words, with what each choice would have reported in the last 30 days. */
export function SettingsPanel() {
  const answer = useLiveQuery({ query: SignalSettingsDocument, variables: {} });
  return (
    <Panel
      title="How much is reported"
      hint="for the whole workspace"
      skeleton="rows"
      minHeight={280}
      load={loadOf(answer, ({ signalSettings }) => signalSettings)}
      onRetry={answer.reload}
    >
      {(settings) => <Choices settings={settings} onSaved={answer.reload} />}
    </Panel>
  );
}

function Choices({ settings, onSaved }: { readonly settings: SignalSettingsQuery['signalSettings']; readonly onSaved: () => void }) {
  const client = useClient();
  const mayEdit = useMay('EDIT_SETTINGS');
  const [looked, setLooked] = useState<Sensitivity>(settings.sensitivity);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const sent = await send(client, UpdateSignalSettingsDocument, { sensitivity: looked });
    setSaving(false);
    if (!sent.ok) return notify({ title: 'The setting was not changed.', says: sent.refusal.message, tone: 'bad' });
    return onSaved();
  };
  const { changedAt, changedBy } = settings;
  return (
    <div className={styles.settings}>
      <fieldset className={styles.choices}>
        <legend className="uk-hidden">How much is reported</legend>
        {choices.map(({ value, name, says }) => (
          <label key={value} data-chosen={value === looked || undefined}>
            <input type="radio" name="sensitivity" checked={value === looked} onChange={() => setLooked(value)} />
            <span>
              <b>{name}</b> {value === settings.sensitivity && <span className={styles.small}>set now</span>}
              <br />
              <span className="quiet">{says}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Replay sensitivity={looked} />
      <div className={styles.foot}>
        {mayEdit && (
          <Button tone="primary" disabled={isSaving || looked === settings.sensitivity} onClick={() => void save()}>
            Report {choices.find(({ value }) => value === looked)?.name.toLowerCase()}
          </Button>
        )}
        {changedAt !== null && (
          <span className={styles.small}>
            set <Moment at={changedAt} />
            {changedBy !== null && ` by ${visible(changedBy.name)}`}
          </span>
        )}
      </div>
    </div>
  );
}

/** What a setting would have reported: the same detector over the days that were. */
function Replay({ sensitivity }: { readonly sensitivity: Sensitivity }) {
  const answer = useLiveQuery({ query: SignalReplayDocument, variables: { sensitivity, days: DAYS } });
  if (answer.data === null)
    return (
      <p className={styles.replay} role="status">
        {answer.failure === null ? `Replaying the last ${DAYS} days` : answer.failure}{' '}
        {answer.failure !== null && <Button onClick={answer.reload}>Try again</Button>}
      </p>
    );
  return (
    <div className={styles.replay} data-stale={answer.isStale || undefined} aria-busy={answer.isStale || undefined}>
      <p aria-live="polite">{visible(answer.data.signalReplay.sentence)}</p>
      <Found rows={answer.data.signalReplay.anomalies} />
    </div>
  );
}

function Found({ rows }: { readonly rows: SignalReplayQuery['signalReplay']['anomalies'] }) {
  if (rows.length === 0) return null;
  return (
    <ul className={styles.found} aria-label="What it would have reported">
      {rows.map((row, index) => (
        <li key={index}>
          <span>
            {visible(row.sentence)}
            <br />
            <span className={styles.small}>
              {whereWords(row.dimension, row.dimensionValue)}, <Moment at={row.beganAt} />
              {row.endedAt !== null && `, for ${lastedWords(Date.parse(row.beganAt), Date.parse(row.endedAt))}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
