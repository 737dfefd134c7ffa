import { useId } from 'react';
import type { Scale } from '../../axes/scale.ts';
import type { BridgeRow } from './bridge-model.ts';

export interface BridgeBarsProps<Row> {
  readonly rows: readonly BridgeRow<Row>[];
  readonly x: Scale;
  readonly barAt: (place: number) => { readonly y: number; readonly height: number };
  /** Steps are good or bad, not only up or down. */
  readonly isJudged: boolean;
  readonly verdict: (row: BridgeRow<Row>) => 'better' | 'worse' | undefined;
}

/** Thinnest bar, px. */
const LEAST_PX = 2;

/** Bars of a waterfall chart, each tied to the next by the total between them. */
export function BridgeBars<Row>({ rows, x, barAt, isJudged, verdict }: BridgeBarsProps<Row>) {
  const id = useId();
  return (
    <g className="uk-bridge-bars">
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect className="uk-bridge-hatch" width={6} height={2} />
      </pattern>
      {rows.map((row, place) => {
        const [one, other] = [x.toPx(row.from), x.toPx(row.to)];
        const width = Math.max(LEAST_PX, Math.abs(other - one));
        // A bar that is too thin is widened against its direction, so that it still ends where the total is.
        const left = other >= one ? other - width : other;
        const box = { x: left, width, ...barAt(place) };
        const isFall = row.kind !== 'start' && row.kind !== 'end' && (row.change ?? 0) < 0;
        const tone =
          row.kind === 'start' || row.kind === 'end' || row.kind === 'unexplained'
            ? row.kind
            : isJudged
              ? (verdict(row) ?? 'even')
              : isFall
                ? 'fall'
                : 'rise';
        const ending = Math.round(other) + 0.5;
        return (
          <g key={place} data-tone={tone}>
            {row.change === null ? null : <rect className="uk-bridge-bar" {...box} />}
            {isFall && <rect {...box} fill={`url(#${id})`} />}
            {place < rows.length - 1 && (
              <line className="uk-bridge-tie" x1={ending} x2={ending} y1={box.y} y2={barAt(place + 1).y + box.height} />
            )}
          </g>
        );
      })}
    </g>
  );
}
