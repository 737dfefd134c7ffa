import { useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { Button } from '../primitives/button.tsx';
import { FieldRow, FieldStack, TextField } from '../primitives/field.tsx';
import { Popover } from '../primitives/popover.tsx';
import { Segmented } from '../primitives/segmented.tsx';
import { customWords, fromLocalText, toLocalText } from './local-time.ts';
import { FormBody, FormRefusal } from './form/form.tsx';
import { useForm } from './form/use-form.ts';
import styles from './controls.module.css';
import { useViewQuery, useView } from './use-view.ts';
import type { View } from './view.ts';
import { rangeNames, rangeOf } from './window.ts';
import { ZoneChoice } from './zone-choice.tsx';
import { zoneName } from './zone.ts';

const buttons = ['24h', '7d', '30d', '90d', 'all'] as const;

/** How far back the page looks: a few lengths that go with the clock, or two instants. */
export function TimeRange() {
  const [view, change] = useView();
  const [open, setOpen] = useState(false);
  const locale = useLocale();
  const range = rangeOf(view);
  const isCustom = range === 'custom';
  return (
    <div className={styles.range}>
      <Segmented
        label="Time range"
        value={range as (typeof buttons)[number]}
        options={buttons.map((value) => ({ value, label: rangeNames[value], ...(value === 'all' && { title: 'All time' }) }))}
        onChoose={(value) => change({ range: value === '30d' ? undefined : value, from: undefined, to: undefined })}
      />
      <Popover
        title="From, to"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={styles.custom} data-chosen={isCustom || undefined}>
            {isCustom ? customWords(view, locale) : 'Custom'}
          </button>
        }
      >
        {open && <CustomRange onDone={() => setOpen(false)} />}
      </Popover>
      <ZoneChoice />
    </div>
  );
}

interface RangeDraft {
  readonly from: string;
  readonly to: string;
}

function CustomRange({ onDone }: { readonly onDone: () => void }) {
  const [view, change] = useView();
  const { filter } = useViewQuery();
  const { timeZone } = useLocale();
  const form = useForm<RangeDraft, Partial<View>, Partial<View>>({
    start: { from: toLocalText(view.from ?? filter.from, timeZone), to: toLocalText(view.to ?? filter.to, timeZone) },
    check: ({ from, to }) => {
      const start = fromLocalText(from, timeZone);
      const end = fromLocalText(to, timeZone);
      if (start === null && end === null) return { ok: false, problems: {}, whole: 'Give a beginning, an end, or both.' };
      if (start !== null && end !== null && start >= end) return { ok: false, problems: {}, whole: 'The end must be after the beginning.' };
      return { ok: true, value: { range: 'custom', from: start ?? undefined, to: end ?? undefined } };
    },
    save: async (range) => ({ ok: true, data: range }),
    onSaved: (range) => {
      change(range);
      onDone();
    },
  });
  return (
    <FormBody form={form}>
      <FieldStack>
        <FieldRow>
          <TextField label="From" type="datetime-local" value={form.draft.from} onText={(from) => form.change({ from })} mono />
          <TextField label="To (not included)" type="datetime-local" value={form.draft.to} onText={(to) => form.change({ to })} mono />
        </FieldRow>
        <p className={styles.zone}>Times are in {zoneName(timeZone)}. An empty end is open.</p>
        <FormRefusal form={form} />
        <div>
          <Button tone="primary" type="submit">
            Show this range
          </Button>
        </div>
      </FieldStack>
    </FormBody>
  );
}
