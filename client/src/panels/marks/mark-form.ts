import type { Checked } from '../../controls/form/form-state.ts';
import { fromLocalText, toLocalText } from '../../controls/local-time.ts';
import type { AnnotationKind, MarkFragment } from '../../graphql/generated/graphql.ts';

export interface MarkDraft {
  readonly kind: AnnotationKind;
  readonly label: string;
  /** As a field of local date and time has it. */
  readonly at: string;
  readonly endAt: string;
}

export interface MarkInput {
  readonly kind: AnnotationKind;
  readonly label: string;
  readonly at: string;
  readonly endAt: string | null;
}

/** `now`: an instant, ISO 8601. */
export const draftOf = (mark: MarkFragment | null, now: string, timeZone: string): MarkDraft => ({
  kind: mark?.kind ?? 'DEPLOYMENT',
  label: mark?.label ?? '',
  at: toLocalText(mark?.at ?? now, timeZone),
  endAt: toLocalText(mark?.endAt ?? null, timeZone),
});

/** The mark that was typed, or what is wrong with it. */
export function readMark({ kind, label, at, endAt }: MarkDraft, timeZone: string): Checked<MarkInput> {
  const [from, to] = [fromLocalText(at, timeZone), fromLocalText(endAt, timeZone)];
  const problems = {
    ...(label.trim() === '' && { label: 'A few words are needed.' }),
    ...(from === null && { at: 'A date and a time are needed.' }),
    ...(endAt !== '' && to === null && { endAt: 'This is no date and time.' }),
    ...(from !== null && to !== null && to <= from && { endAt: 'The end is not after the start.' }),
  };
  if (from === null || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, value: { kind, label: label.trim(), at: from, endAt: to } };
}
