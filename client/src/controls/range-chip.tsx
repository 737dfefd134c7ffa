import { useState } from 'react';
import { Button } from '../primitives/button.tsx';
import { FieldRow, FieldStack, TextField } from '../primitives/field.tsx';
import { Icon } from '../primitives/icon.tsx';
import { Popover } from '../primitives/popover.tsx';
import { FormBody, FormRefusal } from './form/form.tsx';
import { useForm } from './form/use-form.ts';
import styles from './controls.module.css';

/** From, to, both included; an absent end is open. */
export interface NumberRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface RangeChipProps {
  readonly label: string;
  /** What is typed, `s`: a number times `scale` is what the range holds. */
  readonly unit: string;
  readonly scale: number;
  readonly range: NumberRange;
  /** The range as the chip says it. */
  readonly words: (value: number) => string;
  readonly onChange: (range: NumberRange) => void;
  readonly startsOpen?: boolean | undefined;
}

/** A filter with two ends: what it is, from where to where, and a cross that clears it. */
export function RangeChip(props: RangeChipProps) {
  const { label, range, words, onChange, startsOpen = false } = props;
  const [open, setOpen] = useState(startsOpen);
  const isSet = range.from !== undefined || range.to !== undefined;
  return (
    <span className={styles.chip} data-set={isSet || undefined}>
      <Popover
        align="start"
        title={label}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={styles.chipButton}>
            <b>{label}</b> {isSet ? rangeWords(range, words) : 'any'}
          </button>
        }
      >
        {open && <RangeForm {...props} onDone={() => setOpen(false)} />}
      </Popover>
      {isSet && (
        <button type="button" className={styles.chipClear} aria-label={`Clear ${label.toLowerCase()}`} onClick={() => onChange({})}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

interface RangeDraft {
  readonly from: string;
  readonly to: string;
}

function RangeForm({ unit, scale, range, onChange, onDone }: RangeChipProps & { readonly onDone: () => void }) {
  const typedOf = (value: number | undefined): string => (value === undefined ? '' : String(Number((value / scale).toPrecision(12))));
  const form = useForm<RangeDraft, NumberRange, NumberRange>({
    start: { from: typedOf(range.from), to: typedOf(range.to) },
    check: ({ from, to }) => {
      const [least, most] = [from, to].map((text) => (text.trim() === '' ? undefined : Number(text.trim().replace(',', '.')) * scale));
      if ([least, most].some((value) => value !== undefined && !(value >= 0)))
        return { ok: false, problems: {}, whole: 'Give numbers, none below zero; an empty end is open.' };
      if (least !== undefined && most !== undefined && least > most)
        return { ok: false, problems: {}, whole: 'The second number must not be below the first.' };
      return { ok: true, value: { from: least, to: most } };
    },
    save: async (typed) => ({ ok: true, data: typed }),
    onSaved: (typed) => {
      onChange(typed);
      onDone();
    },
  });
  return (
    <FormBody form={form}>
      <FieldStack>
        <FieldRow>
          <TextField label={`From, ${unit}`} value={form.draft.from} onText={(from) => form.change({ from })} inputMode="decimal" mono />
          <TextField label={`To, ${unit}`} value={form.draft.to} onText={(to) => form.change({ to })} inputMode="decimal" mono />
        </FieldRow>
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

function rangeWords({ from, to }: NumberRange, words: (value: number) => string): string {
  if (to === undefined) return `from ${words(from ?? 0)}`;
  return from === undefined ? `up to ${words(to)}` : `${words(from)} to ${words(to)}`;
}
