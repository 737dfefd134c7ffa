import type { KeyboardEvent } from 'react';
import styles from './segmented.module.css';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly onChoose: (value: Value) => void;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** The arrow keys move the focus; Enter and the space bar choose. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const step = steps[event.key];
  if (at === -1 || step === undefined) return;
  event.preventDefault();
  buttons[step(at, buttons.length)]?.focus();
}

/** One of a few that are all in sight; the arrow keys move between them. */
export function Segmented<Value extends string>({ label, value, options, onChoose }: SegmentedProps<Value>) {
  // The tabulator key goes to what is chosen, else to the first.
  const inOrder = options.some((option) => option.value === value) ? value : options[0]?.value;
  return (
    <div role="group" className={styles.group} aria-label={label} onKeyDown={move}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={styles.option}
          title={option.title}
          aria-pressed={option.value === value}
          data-pressed={option.value === value || undefined}
          tabIndex={option.value === inOrder ? 0 : -1}
          onClick={() => {
            if (option.value !== value) onChoose(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
