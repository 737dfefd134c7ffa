import { Group } from '@visx/group';
import { Line } from '@visx/shape';
import { placeNotes } from './note-places.ts';
import type { PlotArea } from './plot.tsx';

/** Something that happened at a place on the x axis, or over a stretch of it. */
export interface Annotation {
  /** Where, or from where on, in the x axis's numbers. */
  readonly at: Date | number;
  /** With it the annotation is a shaded stretch. */
  readonly to?: Date | number | undefined;
  /** A few words, written at its mark where there is room. */
  readonly label: string;
  /** `neutral` by default. */
  readonly tone?: 'neutral' | 'warn' | 'bad' | 'good' | undefined;
}

/** A height that matters: drawn as a dashed rule. */
export interface Threshold {
  /** In the y axis's numbers. */
  readonly value: number;
  /** `SLA 2.5 s` */
  readonly label: string;
  /** `bad` by default. */
  readonly tone?: 'bad' | 'warn' | 'neutral' | undefined;
  /** Tints the side of it that is not wanted. */
  readonly shades?: 'above' | 'below' | undefined;
  /** Which end of the rule its label stands at; `end` by default. */
  readonly labelAt?: 'start' | 'end' | undefined;
}

/** None: the same every time, so that what is made from it is kept. */
export const noThresholds: readonly Threshold[] = [];

/** What thresholds tint, behind the marks. */
export function Zones({ thresholds, area }: { readonly thresholds: readonly Threshold[]; readonly area: PlotArea }) {
  return (
    <Group>
      {thresholds.map(({ value, label, tone = 'bad', shades }) => {
        if (shades === undefined) return null;
        const py = Math.min(area.bottom, Math.max(area.top, area.y.toPx(value)));
        const [top, bottom] = shades === 'above' ? [area.top, py] : [py, area.bottom];
        return bottom - top < 1 ? null : (
          <rect key={label} className="uk-zone" data-tone={tone} x={area.left} width={area.width} y={top} height={bottom - top} />
        );
      })}
    </Group>
  );
}

/** The stretches of annotations, behind the marks. */
export function ShadedRanges({ annotations, area }: { readonly annotations: readonly Annotation[]; readonly area: PlotArea }) {
  const { x, top, height, left, right } = area;
  return (
    <Group>
      {annotations.map((note) => {
        if (note.to === undefined) return null;
        const from = Math.max(left, x.toPx(Number(note.at)));
        const to = Math.min(right, x.toPx(Number(note.to)));
        if (to < left || from > right) return null;
        return (
          <rect
            key={`${Number(note.at)}${note.label}`}
            className="uk-stretch"
            data-tone={note.tone ?? 'neutral'}
            x={from}
            y={top}
            width={Math.max(1, to - from)}
            height={height}
          />
        );
      })}
    </Group>
  );
}

/** Notes above the drawing: see `placeNotes`. Of those that are shortened or only a sign, all words are in the title. */
export function Annotations({ annotations, area }: { readonly annotations: readonly Annotation[]; readonly area: PlotArea }) {
  const { x, top, bottom } = area;
  const notes = annotations.map((note) => ({
    ...note,
    px: x.toPx(Number(note.at)),
    endPx: note.to === undefined ? null : x.toPx(Number(note.to)),
  }));
  return (
    <Group className="uk-notes">
      {placeNotes(notes, area).map(({ note, labelPx, words }) => (
        <Group key={`${Number(note.at)}${note.label}`} className="uk-note" data-tone={note.tone ?? 'neutral'}>
          <title>{note.label}</title>
          {note.endPx === null && <Line from={{ x: note.px, y: top }} to={{ x: note.px, y: bottom }} />}
          <text x={labelPx} y={top - 8}>
            {words === null ? '▾' : `▾ ${words}`}
          </text>
        </Group>
      ))}
    </Group>
  );
}

/** Dashed rules. One that lies above the drawing is named at its top edge instead of squeezing the data. */
export function Thresholds({ thresholds, area }: { readonly thresholds: readonly Threshold[]; readonly area: PlotArea }) {
  const { y, left, right } = area;
  return (
    <Group>
      {thresholds.map((threshold) => {
        const isAbove = threshold.value > y.domain[1];
        if (threshold.value < y.domain[0]) return null;
        const py = isAbove ? area.top : y.toPx(threshold.value);
        return (
          <Group key={threshold.label} className="uk-threshold" data-tone={threshold.tone ?? 'bad'}>
            <title>{threshold.label}</title>
            {!isAbove && <Line from={{ x: left, y: py }} to={{ x: right, y: py }} />}
            <text
              x={threshold.labelAt === 'start' ? left + 4 : right - 4}
              y={isAbove ? py + 10 : py - 5}
              textAnchor={threshold.labelAt ?? 'end'}
            >
              {isAbove ? `${threshold.label} ↑` : threshold.label}
            </text>
          </Group>
        );
      })}
    </Group>
  );
}
