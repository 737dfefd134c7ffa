import { FieldStack } from '../primitives/field.tsx';
import { Select } from '../primitives/select.tsx';
import styles from './controls.module.css';
import { chooseZone, defaultZone, ownZone, zoneName, zones } from './zone.ts';

export interface ZoneFormProps {
  readonly timeZone: string;
  readonly onChosen: () => void;
}

function labelOf(zone: string): string {
  const roles = [...(zone === defaultZone() && zone !== ownZone ? ['this workspace'] : []), ...(zone === ownZone ? ['this device'] : [])];
  return roles.length === 0 ? zoneName(zone) : `${zoneName(zone)} (${roles.join(', ')})`;
}

/** The zones to choose from. Loaded when it is opened: a page's first load has no lists of choices. */
export default function ZoneForm({ timeZone, onChosen }: ZoneFormProps) {
  return (
    <FieldStack>
      <Select
        label="Time zone"
        value={timeZone}
        options={zones().map((zone) => ({ value: zone, label: labelOf(zone) }))}
        onChoose={(zone) => {
          chooseZone(zone);
          onChosen();
        }}
      />
      <p className={styles.zone}>Times are shown, and days, weeks and months counted, in this zone.</p>
    </FieldStack>
  );
}
