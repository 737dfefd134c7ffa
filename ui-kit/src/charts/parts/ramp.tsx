import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { useLocale } from '../../format/locale.tsx';

/** Shades that a ramp is drawn in: marks of one shade share a path. */
export const RAMP_SHADES = 24;

/** Colour of a share of the way to the strong end, 0–1: ever darker (on dark ground ever lighter), so that it reads without hues. */
export function rampColor(share: number): string {
  const [from, to, part] = share < 0.5 ? ['low', 'middle', share * 2] : ['middle', 'high', share * 2 - 1];
  return `color-mix(in oklab, var(--uk-ramp-${to}) ${Math.round(part * 100)}%, var(--uk-ramp-${from}))`;
}

/** What the shades stand for: the weak end at the left, the strong one at the right. */
export function RampKey({
  label,
  unit,
  weak,
  strong,
}: {
  readonly label: string;
  readonly unit: Unit;
  readonly weak: number;
  readonly strong: number;
}) {
  const locale = useLocale();
  return (
    <span className="uk-ramp">
      {label} <span className="uk-num">{format(weak, unit, locale)}</span>
      <i />
      <span className="uk-num">{format(strong, unit, locale)}</span>
    </span>
  );
}
