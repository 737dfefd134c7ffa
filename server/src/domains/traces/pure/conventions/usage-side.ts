import type { UsageGround } from './usage-reading.ts';

/** One way to read a side (input or output) of which a part was reported: the side as a whole, and where the part stands. */
export interface SideReading {
  readonly sum: number;
  readonly place: 'NONE' | 'WITHIN' | 'BESIDE';
  readonly by: UsageGround;
}

export interface ReportedSide {
  readonly whole: number | null;
  readonly part: number;
  /** The side under another name, where it differs. */
  readonly other: number | null;
  /** Where the part stands if nothing proves the opposite, and who says so. */
  readonly expected: 'INCLUDED' | 'BESIDE';
  readonly by: UsageGround;
  /** Whether the part may be an estimate, and so larger than the side that holds it. */
  readonly isEstimate: boolean;
}

/** Every reading that is possible, the likeliest first. */
export function readingsOfSide({ whole, part, other, expected, by, isEstimate }: ReportedSide): readonly SideReading[] {
  if (part === 0) {
    const alone: SideReading = { sum: whole ?? 0, place: 'NONE', by };
    return other === null ? [alone] : [alone, { sum: other, place: 'NONE', by }];
  }
  if (whole === null) return [{ sum: part, place: 'BESIDE', by: 'SIZE' }];
  const within: SideReading = { sum: whole, place: 'WITHIN', by };
  const beside: SideReading = { sum: whole + part, place: 'BESIDE', by };
  if (other !== null && Math.abs(whole - other) === part) return [{ sum: Math.max(whole, other), place: 'WITHIN', by: 'SUM' }];
  if (part > whole) {
    const added: SideReading = { ...beside, by: 'SIZE' };
    return isEstimate ? [added, { ...within, by: 'ESTIMATE' }] : [added];
  }
  return expected === 'BESIDE' ? [beside, within] : [within, beside];
}
