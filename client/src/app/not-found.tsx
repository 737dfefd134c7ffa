import { Link } from '@tanstack/react-router';
import { EmptyState } from 'ui-kit/panel';
import { keepView } from '../controls/use-view.ts';
import { Page } from '../controls/page/page.tsx';

export function NotFound() {
  return (
    <Page title="Not found">
      <EmptyState
        says="There is no page at this address."
        how="It may have been typed by hand, or come from a newer version."
        action={
          <Link to="/" search={keepView}>
            Go to Overview
          </Link>
        }
      />
    </Page>
  );
}
