import styles from './controls.module.css';
import { useViewQuery, useView } from './use-view.ts';
import { canCompare, rangeNames, rangeOf } from './window.ts';

/** Turns the comparison with the period before on and off; says so where there is none. */
export function CompareSwitch() {
  const [view, change] = useView();
  const { filter } = useViewQuery();
  const isPossible = canCompare({ ...(filter.from ? { from: filter.from } : {}), ...(filter.to ? { to: filter.to } : {}) });
  if (!isPossible)
    return (
      <span className={styles.compareNone} title="A time range with a beginning and an end has a period of its length before it">
        compare: needs a range with two ends
      </span>
    );
  const isOn = view.compare !== 'off';
  return (
    <button type="button" className={styles.compare} aria-pressed={isOn} onClick={() => change({ compare: isOn ? 'off' : undefined })}>
      Compare: {isOn ? previousName(rangeOf(view)) : 'off'}
    </button>
  );
}

/** What a view is compared with, in words: `previous 30 d`. */
export function previousName(range: ReturnType<typeof rangeOf>): string {
  return range === 'custom' ? 'the period before' : `previous ${rangeNames[range]}`;
}
