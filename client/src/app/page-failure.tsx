import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from 'ui-kit/panel';
import { Page } from '../controls/page/page.tsx';

/** A page that broke while it was drawn. The rest of the product still works. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const reason = error instanceof Error ? error.message : String(error);
  const isOldVersion = /dynamically imported module|Importing a module|Unable to preload/i.test(reason);
  const message = isOldVersion
    ? 'This page could not be fetched. The server may have been updated or stopped; nothing is lost.'
    : `This page could not be drawn: ${reason}. The other pages still work, and nothing is lost.`;
  return (
    <Page title="Something failed">
      <ErrorState message={message} onRetry={isOldVersion ? () => window.location.reload() : reset} />
    </Page>
  );
}
