import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../primitives/button.tsx';
import { FieldStack, TextField } from '../primitives/field.tsx';
import { Icon } from '../primitives/icon.tsx';
import { Popover } from '../primitives/popover.tsx';
import { Segmented } from '../primitives/segmented.tsx';
import styles from './controls.module.css';
import { FormBody } from './form/form.tsx';
import { useForm } from './form/use-form.ts';
import type { View } from './view.ts';

export interface TypedChipProps {
  readonly view: View;
  readonly onChange: (change: Partial<View>) => void;
  readonly startsOpen: boolean;
}

interface ShellProps {
  readonly label: string;
  /** What it is set to, in words; null: to nothing. */
  readonly words: string | null;
  readonly startsOpen: boolean;
  readonly onClear: () => void;
  readonly children: (close: () => void) => ReactNode;
}

function Shell({ label, words, startsOpen, onClear, children }: ShellProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <span className={styles.chip} data-set={words !== null || undefined}>
      <Popover
        align="start"
        title={label}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={styles.chipButton}>
            <b>{label}</b> {words ?? 'any'}
          </button>
        }
      >
        {open && children(() => setOpen(false))}
      </Popover>
      {words !== null && (
        <button type="button" className={styles.chipClear} aria-label={`Clear ${label.toLowerCase()}`} onClick={onClear}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

/** Messages whose text contains words, or does not. */
export function TextChip({ view, onChange, startsOpen }: TypedChipProps) {
  const [left] = view['not-says'] ?? [];
  const words = view.says !== undefined ? `contains ${view.says}` : left !== undefined ? `does not contain ${left}` : null;
  const clear = { says: undefined, 'not-says': undefined };
  return (
    <Shell label="Text" words={words} startsOpen={startsOpen} onClear={() => onChange(clear)}>
      {(close) => (
        <TextForm
          start={{ text: view.says ?? left ?? '', how: view.says === undefined && left !== undefined ? 'not' : 'is' }}
          onDone={({ text, how }) => {
            const typed = text.trim();
            onChange({ ...clear, ...(typed !== '' && (how === 'is' ? { says: typed } : { 'not-says': [typed] })) });
            close();
          }}
        />
      )}
    </Shell>
  );
}

interface TextDraft {
  readonly text: string;
  readonly how: 'is' | 'not';
}

const ways = [
  { value: 'is', label: 'contains' },
  { value: 'not', label: 'does not contain' },
] as const;

function TextForm({ start, onDone }: { readonly start: TextDraft; readonly onDone: (draft: TextDraft) => void }) {
  const form = useForm<TextDraft, TextDraft, TextDraft>({
    start,
    check: (draft) => ({ ok: true, value: draft }),
    save: async (draft) => ({ ok: true, data: draft }),
    onSaved: onDone,
  });
  return (
    <FormBody form={form}>
      <FieldStack>
        <Segmented label="Text" value={form.draft.how} options={ways} onChoose={(how) => form.change({ how })} />
        <TextField
          label="Words, or a “phrase in quotes”"
          value={form.draft.text}
          onText={(text) => form.change({ text })}
          maxLength={512}
        />
        <div>
          <Button tone="primary" type="submit">
            Show these
          </Button>
        </div>
      </FieldStack>
    </FormBody>
  );
}

/** Messages that took longer than so many seconds. */
export function SlowerChip({ view, onChange, startsOpen }: TypedChipProps) {
  return (
    <Shell
      label="Slower than"
      words={view.slower === undefined ? null : `${view.slower / 1_000} s`}
      startsOpen={startsOpen}
      onClear={() => onChange({ slower: undefined })}
    >
      {(close) => (
        <SecondsForm
          start={view.slower}
          onDone={(slower) => {
            onChange({ slower });
            close();
          }}
        />
      )}
    </Shell>
  );
}

function SecondsForm({ start, onDone }: { readonly start: number | undefined; readonly onDone: (ms: number | undefined) => void }) {
  const form = useForm<{ readonly seconds: string }, { readonly ms: number | undefined }, { readonly ms: number | undefined }>({
    start: { seconds: start === undefined ? '' : String(start / 1_000) },
    check: ({ seconds }) => {
      const typed = seconds.trim().replace(',', '.');
      const ms = Math.round(Number(typed) * 1_000);
      if (typed !== '' && !(ms >= 0 && ms < 2 ** 31)) return { ok: false, problems: { seconds: 'Give a number of seconds, 0 or more.' } };
      return { ok: true, value: { ms: typed === '' ? undefined : ms } };
    },
    save: async (typed) => ({ ok: true, data: typed }),
    onSaved: ({ ms }) => onDone(ms),
  });
  return (
    <FormBody form={form}>
      <FieldStack>
        <TextField
          label="Seconds to the last token"
          value={form.draft.seconds}
          onText={(seconds) => form.change({ seconds })}
          problem={form.problems['seconds']}
          inputMode="decimal"
          mono
        />
        <div>
          <Button tone="primary" type="submit">
            Show these
          </Button>
        </div>
      </FieldStack>
    </FormBody>
  );
}
