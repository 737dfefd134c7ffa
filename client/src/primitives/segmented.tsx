import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import styles from './segmented.module.css';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few that are all in sight; the arrow keys move between them. */
export function Segmented<Value extends string>({ label, value, options, onChoose }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      className={styles.group}
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = next[0];
        if (chosen !== undefined) onChoose(chosen as Value);
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles.option} title={option.title}>
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
