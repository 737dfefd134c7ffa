import { useId } from 'react';

/** A rectangle in px. */
export interface HatchBox {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

export interface HatchProps {
  readonly boxes: readonly HatchBox[];
  /** Why these places are hatched, for a title: "fewer than 20 replies". */
  readonly label: string;
  readonly tone?: 'neutral' | 'bad' | undefined;
}

/** Places where numbers are few or none: hatched, so that they differ from a shade without any colour. */
export function Hatch({ boxes, label, tone = 'neutral' }: HatchProps) {
  const id = useId();
  if (boxes.length === 0) return null;
  return (
    <g className="uk-hatch" data-tone={tone}>
      <title>{label}</title>
      <HatchPattern id={id} />
      {boxes.map((box, place) => (
        <rect key={place} {...box} width={Math.max(1, box.width)} fill={`url(#${id})`} />
      ))}
    </g>
  );
}

function HatchPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <line x1={0} x2={5} y1={2.5} y2={2.5} className="uk-hatch-line" />
    </pattern>
  );
}

/** What the hatching means, for a chart's legend. */
export function HatchKey({ label }: { readonly label: string }) {
  const id = useId();
  return (
    <span className="uk-legend-entry">
      <svg className="uk-swatch uk-hatch" width={14} height={10} aria-hidden="true">
        <HatchPattern id={id} />
        <rect width={14} height={10} rx={1} fill={`url(#${id})`} className="uk-hatch-edge" />
      </svg>
      {label}
    </span>
  );
}
