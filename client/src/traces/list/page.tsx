import { Page } from '../../app/page.tsx';

/** Every trace of the window, newest first, searched, filtered and sorted by the server. */
export function TracesPage() {
  return <Page title="Traces" controls="list" fill><section aria-label="Traces" /></Page>;
}
