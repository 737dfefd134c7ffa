import { useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { fromLocalText, toLocalText } from '../../controls/local-time.ts';
import { zoneName } from '../../controls/zone.ts';
import { MuteSeriesDocument } from '../../graphql/generated/graphql.ts';
import type { MuteSeriesMutation, WatchedRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { seriesWords } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import styles from './signals.module.css';

const HOUR_MS = 3_600_000;
const lengths = [
  { label: '4 hours', ms: 4 * HOUR_MS },
  { label: 'A day', ms: 24 * HOUR_MS },
  { label: 'A week', ms: 168 * HOUR_MS },
] as const;

export interface MuteDialogProps {
  readonly series: WatchedRowFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Keeps a series from being reported until an instant; it is learnt on. */
export function MuteDialog({ series, onDone, onClose }: MuteDialogProps) {
  const client = useClient();
  const { timeZone } = useLocale();
  const after = (ms: number): string => toLocalText(new Date(Date.now() + ms).toISOString(), timeZone);
  const form = useForm<{ readonly until: string }, string, MuteSeriesMutation>({
    start: { until: after(24 * HOUR_MS) },
    check: ({ until }) => {
      const at = fromLocalText(until, timeZone);
      if (at === null) return { ok: false, problems: { until: 'Give a day and a time.' } };
      return Date.parse(at) <= Date.now() ? { ok: false, problems: { until: 'This is over already.' } } : { ok: true, value: at };
    },
    save: (until) => send(client, MuteSeriesDocument, { id: series.id, until }),
    onSaved: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Mute this series"
      says={`${seriesWords(series.metric, series.dimension, series.dimensionValue)}: nothing of it is reported until then, and it is learnt on.`}
      save="Mute"
    >
      <FieldStack>
        <div className={styles.lengths}>
          {lengths.map(({ label, ms }) => (
            <Button key={label} onClick={() => form.change({ until: after(ms) })}>
              {label}
            </Button>
          ))}
        </div>
        <TextField
          label={`Until, ${zoneName(timeZone)}`}
          type="datetime-local"
          value={form.draft.until}
          onText={(until) => form.change({ until })}
          problem={form.problems['until']}
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
