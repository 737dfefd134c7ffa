import { Arc } from '@visx/shape';
import { useLocale } from '../../format/locale.tsx';
import { format, formatSpoken, valueParts } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';

export interface GaugeRange {
  /** Upper end of the range; it begins where the one before ends. */
  readonly to: number;
  /** What being in it means: "slow". */
  readonly label: string;
}

export interface GaugeProps {
  /** What is measured. */
  readonly label: string;
  /** null: no data; no bar is drawn. */
  readonly value: number | null | undefined;
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  /** Ends of the scale. A value beyond them is drawn to the end, and its text shows the real value. */
  readonly domain: readonly [from: number, to: number];
  /** Where it should be: a tick across the bar. */
  readonly target?: { readonly value: number; readonly label: string } | undefined;
  /** ShadedRanges of the scale behind the bar, ascending; shades of grey, so that only the bar has colour. */
  readonly ranges?: readonly GaugeRange[] | undefined;
  /** A CSS colour; the accent by default. */
  readonly color?: string | undefined;
  /** `bullet` is read most exactly; a dial only looks like one. */
  readonly skin?: 'bullet' | 'dial' | undefined;
}

/** One number on its scale, against a target: is it where it should be? */
export function Gauge(props: GaugeProps) {
  const { label, value, unit, domain, target, ranges = [], skin = 'bullet' } = props;
  const locale = useLocale();
  const range = rangeOf(value, ranges);
  const isAbsent = value === null || value === undefined || !Number.isFinite(value);
  const words = [
    formatSpoken(value, unit, locale),
    range === null ? null : range.label,
    target === undefined ? null : `${target.label} ${format(target.value, unit, locale)}`,
  ].filter((word) => word !== null).join(', ');
  const Skin = skin === 'dial' ? Dial : Bullet;
  return (
    <div
      className="uk-gauge" data-skin={skin} role="meter" aria-label={label} aria-valuetext={words}
      aria-valuemin={domain[0]} aria-valuemax={domain[1]} aria-valuenow={isAbsent ? domain[0] : Math.min(domain[1], Math.max(domain[0], value))}
    >
      <div className="uk-gauge-head">
        <span>{label}</span>
        <span className="uk-num">{valueParts(value, unit, locale).text}</span>
      </div>
      <Skin {...props} ranges={ranges} />
      {target !== undefined && <div className="uk-gauge-foot"><span className="uk-gauge-key" />{target.label} <span className="uk-num">{format(target.value, unit, locale)}</span></div>}
    </div>
  );
}

/** The range that holds a value; the last one also holds what lies beyond it. null without ranges or value. */
export function rangeOf(value: number | null | undefined, ranges: readonly GaugeRange[]): GaugeRange | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return ranges.find(({ to }) => value < to) ?? ranges.at(-1) ?? null;
}

/** Place of a value on a scale, 0–1. */
export function shareOf(value: number, [from, to]: readonly [number, number]): number {
  return to === from ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from)));
}

type SkinProps = Omit<GaugeProps, 'ranges'> & { readonly ranges: readonly GaugeRange[] };

function Bullet({ value, domain, target, ranges, color = 'var(--uk-accent)' }: SkinProps) {
  const isAbsent = value === null || value === undefined || !Number.isFinite(value);
  const percent = (at: number) => `${shareOf(at, domain) * 100}%`;
  const zero = Math.min(domain[1], Math.max(domain[0], 0));
  const [low, high] = isAbsent ? [0, 0] : [Math.min(zero, value), Math.max(zero, value)];
  return (
    <svg className="uk-bullet" width="100%" height={20} aria-hidden="true">
      <rect width="100%" height={20} rx={2} className="uk-gauge-range" data-place={0} />
      {ranges.toReversed().map((range, place) => (
        <rect key={range.label} width={percent(range.to)} height={20} rx={2} className="uk-gauge-range" data-place={ranges.length - place}><title>{range.label}</title></rect>
      ))}
      {!isAbsent && <rect x={percent(low)} width={`${(shareOf(high, domain) - shareOf(low, domain)) * 100}%`} y={6} height={8} style={{ fill: color }} />}
      {target !== undefined && <rect x={`calc(${percent(target.value)} - 1px)`} style={{ x: `calc(${percent(target.value)} - 1px)` }} width={2} y={2} height={16} className="uk-gauge-target" />}
    </svg>
  );
}

const DIAL = { radius: 56, thickness: 12, from: -Math.PI * 0.66, to: Math.PI * 0.66 } as const;

function Dial({ value, domain, target, ranges, color = 'var(--uk-accent)' }: SkinProps) {
  const isAbsent = value === null || value === undefined || !Number.isFinite(value);
  const angle = (at: number) => DIAL.from + shareOf(at, domain) * (DIAL.to - DIAL.from);
  const ring = { innerRadius: DIAL.radius - DIAL.thickness, outerRadius: DIAL.radius };
  const pointer = target === undefined ? null : angle(target.value);
  return (
    <svg className="uk-dial" width={124} height={90} viewBox="-62 -62 124 90" aria-hidden="true">
      <Arc {...ring} startAngle={DIAL.from} endAngle={DIAL.to} className="uk-gauge-range" data-place={0} />
      {ranges.toReversed().map((range, place) => (
        <Arc key={range.label} {...ring} startAngle={DIAL.from} endAngle={angle(range.to)} className="uk-gauge-range" data-place={ranges.length - place} />
      ))}
      {!isAbsent && <Arc innerRadius={DIAL.radius - 9} outerRadius={DIAL.radius - 3} startAngle={angle(Math.max(domain[0], Math.min(0, domain[1])))} endAngle={angle(value)} style={{ fill: color }} />}
      {pointer !== null && (
        <line
          className="uk-gauge-pointer" x1={Math.sin(pointer) * (DIAL.radius - 14)} y1={-Math.cos(pointer) * (DIAL.radius - 14)}
          x2={Math.sin(pointer) * (DIAL.radius + 2)} y2={-Math.cos(pointer) * (DIAL.radius + 2)}
        />
      )}
    </svg>
  );
}
