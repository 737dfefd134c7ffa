import { useCallback } from 'react';
import { FIGURE_PX } from '../../format/text-width.ts';
import { ItemReader } from '../../frame/item-reader.tsx';
import { CanvasLayer } from '../../marks/canvas-layer.tsx';
import type { CanvasPaint } from '../../marks/canvas-layer.tsx';
import type { HeatDrawing } from './heatmap.tsx';
import { cellAfterKey } from './heatmap-model.ts';
import { SHADES, shadeOf } from './heatmap-shade.ts';

const HEAD_PX = 18;
const LINE_PX = 14;
const MOST_HEAD_PX = 120;

/** Cells too many to be elements: one canvas with heads around it, read by the same arrows. */
export function HeatmapCanvas<Row>({
  drawing,
  title,
  width,
  height,
  onOpen,
}: {
  readonly drawing: HeatDrawing<Row>;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly onOpen?: ((row: Row) => void) | undefined;
}) {
  const { grid, strengthOf, wordsAt } = drawing;
  const longest = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const left = Math.min(MOST_HEAD_PX, Math.ceil(longest * FIGURE_PX) + 8);
  const cellWidth = (width - left) / grid.columns.length;
  const cellHeight = (height - HEAD_PX) / grid.rows.length;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { colorOf }: CanvasPaint) => {
      const absent = colorOf('var(--uk-rule)');
      // A hairline between cells as long as cells are larger than it.
      const gap = cellWidth > 4 && cellHeight > 4 ? 0.5 : 0;
      const xOf = (at: number) => (at % grid.columns.length) * cellWidth;
      const yOf = (at: number) => Math.floor(at / grid.columns.length) * cellHeight;
      // Shade by shade: to change the colour costs more than to draw a cell.
      const byShade = new Map<number, number[]>();
      // An absent cell is a dot: for hatching there is no room.
      const size = Math.max(0.5, Math.min(1.5, cellWidth / 3, cellHeight / 3));
      context.fillStyle = absent;
      for (const [at, cell] of grid.cells.entries()) {
        const known = cell?.value ?? null;
        if (known === null) {
          context.fillRect(xOf(at) + (cellWidth - size) / 2, yOf(at) + (cellHeight - size) / 2, size, size);
          continue;
        }
        const shade = Math.round(strengthOf(known) * SHADES);
        const members = byShade.get(shade);
        if (members === undefined) byShade.set(shade, [at]);
        else members.push(at);
      }
      for (const [shade, members] of byShade) {
        context.fillStyle = colorOf(shadeOf(shade / SHADES));
        for (const at of members) context.fillRect(xOf(at), yOf(at), cellWidth - gap, cellHeight - gap);
      }
    },
    [grid, strengthOf, cellWidth, cellHeight],
  );
  const everyRow = Math.ceil(LINE_PX / cellHeight);
  const longestColumn = grid.columns.reduce((most, column) => Math.max(most, column.length), 0);
  const everyColumn = Math.ceil((longestColumn * FIGURE_PX + 10) / cellWidth);
  const boxAt = (at: number) => {
    const x = left + (at % grid.columns.length) * cellWidth;
    const y = HEAD_PX + Math.floor(at / grid.columns.length) * cellHeight;
    return { left: x, right: x + cellWidth, top: y, bottom: y + cellHeight };
  };
  return (
    <ItemReader
      title={title}
      count={grid.cells.length}
      width={width}
      height={height}
      boxAt={boxAt}
      readingAt={(at) => ({ heading: wordsAt(at), rows: [] })}
      itemAt={(px, py) => {
        const [column, row] = [Math.floor((px - left) / cellWidth), Math.floor((py - HEAD_PX) / cellHeight)];
        return column < 0 || column >= grid.columns.length || row < 0 || row >= grid.rows.length ? -1 : row * grid.columns.length + column;
      }}
      itemAfterKey={(key, at) => cellAfterKey(key, at, grid.columns.length, grid.rows.length)}
      onOpen={
        onOpen === undefined
          ? undefined
          : (at) => {
              const cell = grid.cells[at];
              if (cell !== null && cell !== undefined) onOpen(cell.row);
            }
      }
    >
      {(active) => (
        <>
          <CanvasLayer width={width - left} height={height - HEAD_PX} draw={draw} style={{ position: 'absolute', left, top: HEAD_PX }} />
          <svg className="uk-heat-over uk-axis" width={width} height={height} aria-hidden="true">
            {grid.columns.map(
              (column, index) =>
                index % everyColumn === 0 &&
                index * cellWidth + column.length * FIGURE_PX <= width - left && (
                  <text key={column} x={left + index * cellWidth} y={HEAD_PX - 6}>
                    {column}
                  </text>
                ),
            )}
            {grid.rows.map(
              (row, index) =>
                index % everyRow === 0 && (
                  <text key={row} x={left - 8} y={HEAD_PX + (index + 0.5) * cellHeight} dy="0.35em" textAnchor="end">
                    {row}
                  </text>
                ),
            )}
            {active >= 0 && (
              <rect
                className="uk-heat-active"
                x={boxAt(active).left - 1}
                y={boxAt(active).top - 1}
                width={cellWidth + 2}
                height={cellHeight + 2}
              />
            )}
          </svg>
        </>
      )}
    </ItemReader>
  );
}
