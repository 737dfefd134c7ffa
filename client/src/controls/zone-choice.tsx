import { useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { FieldStack } from '../primitives/field.tsx';
import { Popover } from '../primitives/popover.tsx';
import { Select } from '../primitives/select.tsx';
import styles from './controls.module.css';
import { chooseZone, ownZone, zoneName, zones } from './zone.ts';

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
        <FieldStack>
          <Select
            label="Time zone"
            value={timeZone}
            options={zones().map((zone) => ({ value: zone, label: zone === ownZone ? `${zoneName(zone)} (this device)` : zoneName(zone) }))}
            onChoose={(zone) => {
              chooseZone(zone);
              setOpen(false);
            }}
          />
          <p className={styles.zone}>Times are shown, and days, weeks and months counted, in this zone.</p>
        </FieldStack>
      )}
    </Popover>
  );
}
