import { useState } from 'react';
import { Button } from '../primitives/button.tsx';
import { FieldRow, FieldStack, FormProblem, TextField } from '../primitives/field.tsx';
import { Icon } from '../primitives/icon.tsx';
import { Popover } from '../primitives/popover.tsx';
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
        align="start" title={label} open={open} onOpenChange={setOpen}
        trigger={<button type="button" className={styles.chipButton}><b>{label}</b> {isSet ? saidOf(range, words) : 'any'}</button>}
      >
        {open && <RangeForm {...props} onDone={() => setOpen(false)} />}
      </Popover>
      {isSet && <button type="button" className={styles.chipClear} aria-label={`Clear ${label.toLowerCase()}`} onClick={() => onChange({})}><Icon name="close" /></button>}
    </span>
  );
}

function RangeForm({ unit, scale, range, onChange, onDone }: RangeChipProps & { readonly onDone: () => void }) {
  const typedOf = (value: number | undefined): string => (value === undefined ? '' : String(Number((value / scale).toPrecision(12))));
  const [from, setFrom] = useState(typedOf(range.from));
  const [to, setTo] = useState(typedOf(range.to));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    const [least, most] = [from, to].map((text) => (text.trim() === '' ? undefined : Number(text.trim().replace(',', '.')) * scale));
    if ([least, most].some((value) => value !== undefined && !(value >= 0))) return setProblem('Give numbers, none below zero; an empty end is open.');
    if (least !== undefined && most !== undefined && least > most) return setProblem('The second number must not be below the first.');
    onChange({ from: least, to: most });
    return onDone();
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); apply(); }}>
      <FieldStack>
        <FieldRow>
          <TextField label={`From, ${unit}`} value={from} onText={setFrom} inputMode="decimal" mono />
          <TextField label={`To, ${unit}`} value={to} onText={setTo} inputMode="decimal" mono />
        </FieldRow>
        {problem !== null && <FormProblem>{problem}</FormProblem>}
        <div><Button tone="primary" type="submit">Show this range</Button></div>
      </FieldStack>
    </form>
  );
}

function saidOf({ from, to }: NumberRange, words: (value: number) => string): string {
  if (to === undefined) return `from ${words(from ?? 0)}`;
  return from === undefined ? `up to ${words(to)}` : `${words(from)} to ${words(to)}`;
}
