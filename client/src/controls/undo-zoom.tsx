import { Button } from '../primitives/button.tsx';
import type { Zoom } from './use-zoom.ts';

/** Leads back to the window before the last zoom; nothing where nothing was zoomed. */
export function UndoZoom({ zoom: { undo } }: { readonly zoom: Zoom }) {
  return undo === null ? null : (
    <Button onClick={undo} title="Back to the time range before (u)">
      Undo zoom
    </Button>
  );
}
