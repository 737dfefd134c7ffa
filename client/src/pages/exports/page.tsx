import { Page } from '../../controls/page/page.tsx';
import { useViewQuery } from '../../controls/use-view.ts';
import { ExportSchedulesDocument, ExportsDocument } from '../../graphql/generated/graphql.ts';
import type { ExportLineFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { ExportButton } from '../../panels/exports/export-button.tsx';
import { isUnderWay } from '../../panels/exports/export-words.ts';
import { FilesPanel } from './files-panel.tsx';
import { SchedulesPanel } from './schedules-panel.tsx';
import styles from './exports-page.module.css';

/** What a schedule asks for appears by itself. */
const quietMs = 30_000;
const busyMs = 3_000;

/** Files of messages and numbers, with how far each is, and what has them made again. */
export function ExportsPage() {
  const { filter } = useViewQuery();
  const files = useLiveQuery({
    query: ExportsDocument,
    variables: {},
    againMs: ({ exports }) => (exports.some(isUnderWay) ? busyMs : quietMs),
  });
  const schedules = useLiveQuery({ query: ExportSchedulesDocument, variables: {} });
  const change = (made: ExportLineFragment) =>
    files.update((data) => ({ ...data, exports: data.exports.map((one) => (one.id === made.id ? made : one)) }));
  return (
    <Page title="Exports" actions={<ExportButton type="COMPLETE" filter={filter} onMade={files.reload} />}>
      <div className={styles.page}>
        <FilesPanel answer={files} onChanged={change} />
        <SchedulesPanel answer={schedules} />
      </div>
    </Page>
  );
}
