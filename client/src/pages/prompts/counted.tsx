import { Link } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { keepView } from '../../controls/use-view.ts';
import { withoutFilters } from '../../controls/view.ts';

export interface CountedProps {
  readonly prompt: string;
  /** Absent: all versions. */
  readonly version?: number;
  readonly of: 'messages' | 'traces';
  /** null: it is not known. */
  readonly count: number | null;
}

/** A number of answers of a prompt, or of their traces, that leads to the list of what it counts: those of the chosen time. */
export function Counted({ prompt, version, of, count }: CountedProps) {
  const locale = useLocale();
  if (count === null) return <span className="quiet">–</span>;
  const shown = format(count, 'count', locale);
  if (count === 0) return <>{shown}</>;
  const narrowed = (held: object) => ({
    ...withoutFilters(keepView(held)),
    prompt: [prompt],
    ...(version !== undefined && { promptVersion: [String(version)] }),
  });
  return of === 'traces' ? (
    <Link to="/traces" search={narrowed} title="Show these traces">
      {shown}
    </Link>
  ) : (
    <Link to="/messages" search={(held) => ({ ...narrowed(held), role: 'ASSISTANT' as const })} title="Show these messages">
      {shown}
    </Link>
  );
}
