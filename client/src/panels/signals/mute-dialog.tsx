import { useLocale } from 'ui-kit/format';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { fromLocalText, toLocalText } from '../../controls/local-time.ts';
import { zoneName } from '../../controls/zone.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { useMinute } from '../../primitives/clock.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import styles from './signals.module.css';
import { hourMs } from '../../primitives/times.ts';

const lengths = [
  { label: 'An hour', ms: hourMs },
  { label: '8 hours', ms: 8 * hourMs },
  { label: 'A day', ms: 24 * hourMs },
  { label: 'A week', ms: 168 * hourMs },
] as const;
const USUAL_MS = 24 * hourMs;

export interface MuteDialogProps {
  readonly title: string;
  /** What is muted, and what goes on. */
  readonly says: string;
  /** Mutes until an instant, ISO 8601 UTC. */
  readonly mute: (until: string) => Promise<Sent<unknown>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Until when something is muted: a few lengths, or any time to come. */
export function MuteDialog({ title, says, mute, onDone, onClose }: MuteDialogProps) {
  const { timeZone } = useLocale();
  const now = useMinute();
  const after = (ms: number): string => toLocalText(new Date(now + ms).toISOString(), timeZone);
  const form = useForm<{ readonly until: string }, string, unknown>({
    start: { until: after(USUAL_MS) },
    check: ({ until }) => {
      const at = fromLocalText(until, timeZone);
      if (at === null) return { ok: false, problems: { until: 'Give a day and a time.' } };
      return Date.parse(at) <= now ? { ok: false, problems: { until: 'This is over already.' } } : { ok: true, value: at };
    },
    save: mute,
    onSaved: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title={title} says={says} save="Mute">
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
