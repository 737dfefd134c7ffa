import type { TwinTable } from '../table-twin.tsx';

/** A chart on the screen, as its files are made from it. Everything is read at the moment of the call. */
export interface ExportSource {
  readonly title: () => string;
  readonly description: () => string;
  readonly table: () => TwinTable;
  /** null: the chart has left the page. */
  readonly figure: () => HTMLElement | null;
  /** The legend, which may stand in the head of a panel; null where there is none. */
  readonly legend: () => HTMLElement | null;
  /** Calls `read` with the drawing in the document, also where the table is shown in its place. */
  readonly whileDrawn: <Value>(read: () => Value) => Value;
}
