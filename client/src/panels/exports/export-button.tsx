import { lazy, Suspense, useState } from 'react';
import { May } from '../../controls/viewer.ts';
import type { AnalyticsFilter, ExportType, MessageRole } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));

export interface ExportButtonProps {
  /** What is offered first. */
  readonly type: ExportType;
  readonly filter: AnalyticsFilter;
  readonly roles?: readonly MessageRole[] | undefined;
  readonly onMade?: (() => void) | undefined;
}

/** Exports what the page shows: its filters, its time range and its zone. */
export function ExportButton(props: ExportButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <May permission="EXPORT">
      <Button tone="bare" icon="download" onClick={() => setOpen(true)}>
        Export
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </May>
  );
}
