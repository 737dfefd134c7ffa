import { lazy, Suspense, useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { Popover } from '../primitives/popover.tsx';
import styles from './controls.module.css';
import { zoneName } from './zone.ts';

const ZoneForm = lazy(() => import('./zone-form.tsx'));

/** Names the zone of everything on the page, and lets the reader choose another one. */
export function ZoneChoice() {
  const { timeZone } = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      title="Time zone"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.custom} aria-label={`Time zone: ${zoneName(timeZone)}`} title={zoneName(timeZone)}>
          {zoneName(timeZone.split('/').at(-1) ?? timeZone)}
        </button>
      }
    >
      {open && (
        <Suspense fallback={null}>
          <ZoneForm timeZone={timeZone} onChosen={() => setOpen(false)} />
        </Suspense>
      )}
    </Popover>
  );
}
