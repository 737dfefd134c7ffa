import { formatTime, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { Button } from '../../primitives/button.tsx';

export interface OlderProps {
  /** `trace`. */
  readonly noun: string;
  /** When the newest one outside of the time range was; null: there is none. */
  readonly newestAt: string | null;
  readonly onAllTime: () => void;
}

/** States that the time range leaves out what is there, and offers it. */
export function Older({ noun, newestAt, onAllTime }: OlderProps) {
  const locale = useLocale();
  if (newestAt === null) return null;
  return (
    <EmptyState
      says={`The time range leaves out what is here: the newest ${noun} is of ${formatTime(new Date(newestAt), 'minuteOfYear', locale)}.`}
      action={
        <Button tone="primary" onClick={onAllTime}>
          Show all time
        </Button>
      }
    />
  );
}
