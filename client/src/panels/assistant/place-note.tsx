import { visible } from 'ui-kit/visible';
import type { Place } from './use-conversation.ts';
import styles from './assistant.module.css';

/** What goes along with what is asked, and a way to leave it out. */
export function PlaceNote({
  place,
  isSent,
  onChange,
}: {
  readonly place: Place;
  readonly isSent: boolean;
  readonly onChange: (isSent: boolean) => void;
}) {
  const details = Object.entries(place.details).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
  );
  return (
    <label className={styles.placeNote} title={details.join('\n')}>
      <input type="checkbox" checked={isSent} onChange={(event) => onChange(event.target.checked)} />
      <span>
        With what I look at: {visible(place.title)}
        {details.length > 0 && `, ${visible(details.join('; '))}`}
      </span>
    </label>
  );
}
