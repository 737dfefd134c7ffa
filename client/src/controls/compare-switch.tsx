import { useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { Button } from '../primitives/button.tsx';
import { FieldRow, FieldStack, TextField } from '../primitives/field.tsx';
import { Popover } from '../primitives/popover.tsx';
import styles from './controls.module.css';
import { FormBody, FormRefusal } from './form/form.tsx';
import { useForm } from './form/use-form.ts';
import { customWords, fromLocalText, toLocalText } from './local-time.ts';
import { useViewQuery, useView } from './use-view.ts';
import { comparisons } from './view.ts';
import type { Comparison, View } from './view.ts';
import { canCompare, rangeNames, rangeOf } from './window.ts';

const words: Readonly<Record<Exclude<Comparison, 'custom' | 'previous'>, string>> = {
  off: 'off',
  week: 'same period last week',
  month: 'same period last month',
  year: 'same period last year',
};

/** What every number is compared with: chosen here, for all tiles, charts and tables of the page. */
export function CompareSwitch() {
  const [view, change] = useView();
  const { filter } = useViewQuery();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const isPossible = canCompare({ ...(filter.from ? { from: filter.from } : {}), ...(filter.to ? { to: filter.to } : {}) });
  const chosen: Comparison = view.compare ?? 'previous';
  const name =
    isPossible || chosen === 'custom' || chosen === 'off' ? previousName(view, locale) : 'needs a range with a beginning and an end';
  const choose = (compare: Comparison) => {
    if (compare !== 'custom') {
      change({ compare: compare === 'previous' ? undefined : compare, vsfrom: undefined, vsto: undefined });
      setOpen(false);
    }
  };
  return (
    <Popover
      title="Compare with"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.compare} data-on={chosen !== 'off' || undefined}>
          Compare: {name}
        </button>
      }
    >
      {open && (
        <FieldStack>
          <fieldset className={styles.choices}>
            <legend>Compare with</legend>
            {comparisons
              .filter((one) => one !== 'custom')
              .map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="compare"
                    checked={chosen === one}
                    disabled={!isPossible && one !== 'off'}
                    onChange={() => choose(one)}
                  />
                  {one === 'off' ? 'nothing' : one === 'previous' ? 'the period just before' : words[one]}
                </label>
              ))}
          </fieldset>
          {!isPossible && <p className={styles.zone}>All but another range need a time range with a beginning and an end.</p>}
          <CustomComparison onDone={() => setOpen(false)} />
        </FieldStack>
      )}
    </Popover>
  );
}

interface RangeDraft {
  readonly from: string;
  readonly to: string;
}

function CustomComparison({ onDone }: { readonly onDone: () => void }) {
  const [view, change] = useView();
  const { timeZone } = useLocale();
  const form = useForm<RangeDraft, Partial<View>, Partial<View>>({
    start: { from: toLocalText(view.vsfrom, timeZone), to: toLocalText(view.vsto, timeZone) },
    check: ({ from, to }) => {
      const [start, end] = [fromLocalText(from, timeZone), fromLocalText(to, timeZone)];
      if (start === null || end === null) return { ok: false, problems: {}, whole: 'Give a beginning and an end.' };
      if (start >= end) return { ok: false, problems: {}, whole: 'The end must be after the beginning.' };
      return { ok: true, value: { compare: 'custom', vsfrom: start, vsto: end } };
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
          <TextField
            label="Another range, from"
            type="datetime-local"
            value={form.draft.from}
            onText={(from) => form.change({ from })}
            mono
          />
          <TextField label="To (not included)" type="datetime-local" value={form.draft.to} onText={(to) => form.change({ to })} mono />
        </FieldRow>
        <FormRefusal form={form} />
        <div>
          <Button type="submit">Compare with this range</Button>
        </div>
      </FieldStack>
    </FormBody>
  );
}

/** What a view is compared with, in words: `previous 30 d`, `same period last week`, `1 Nov – 8 Nov`. */
export function previousName(view: View, locale: Parameters<typeof customWords>[1]): string {
  const chosen: Comparison = view.compare ?? 'previous';
  if (chosen === 'custom')
    return customWords(
      { ...(view.vsfrom !== undefined && { from: view.vsfrom }), ...(view.vsto !== undefined && { to: view.vsto }) },
      locale,
    );
  if (chosen !== 'previous') return words[chosen];
  const range = rangeOf(view);
  return range === 'custom' ? 'the period before' : `previous ${rangeNames[range]}`;
}
