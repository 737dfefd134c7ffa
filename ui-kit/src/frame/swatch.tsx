import { shapePath } from '../marks/shapes.ts';
import type { SeriesStyle } from '../theme/series.ts';

export interface SwatchProps {
  readonly style: SeriesStyle;
  readonly kind: 'line' | 'area' | 'bar' | 'point';
  /** 0–1; for the surfaces of a band. */
  readonly opacity?: number | undefined;
  readonly isDashed?: boolean | undefined;
}

/** The small sample of a series that stands before its name. */
export function Swatch({ style, kind, opacity = 1, isDashed = false }: SwatchProps) {
  if (kind === 'point') {
    return (
      <svg className="uk-swatch" width={14} height={10} aria-hidden="true">
        <path d={shapePath(style.shape, 7, 5, 3.4)} style={{ fill: style.color }} />
      </svg>
    );
  }
  return (
    <svg className="uk-swatch" width={14} height={10} aria-hidden="true">
      {kind === 'line' ? (
        <line
          className="uk-swatch-line"
          x1={1}
          x2={13}
          y1={5}
          y2={5}
          style={{ stroke: style.color, strokeOpacity: opacity, strokeDasharray: isDashed && style.dash !== '' ? style.dash : undefined }}
        />
      ) : (
        <rect
          x={kind === 'bar' ? 2 : 0}
          y={kind === 'bar' ? 0 : 2}
          width={kind === 'bar' ? 10 : 14}
          height={kind === 'bar' ? 10 : 6}
          rx={1}
          style={{ fill: style.color, fillOpacity: opacity }}
        />
      )}
    </svg>
  );
}
