import { AnnotationsProvider } from 'ui-kit/annotations';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { AnalyticsFilter } from '../../graphql/generated/graphql.ts';
import { MarksChangedDocument, MarksDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { chartMarks } from './mark-words.ts';

const MarksDialog = lazy(() => import('./marks-dialog.tsx'));
const changes = { subscription: MarksChangedDocument, askAfterMs: 500 } as const;

type Range = Pick<AnalyticsFilter, 'from' | 'to'>;

const useMarks = ({ from = null, to = null }: Range) => useLiveQuery({ query: MarksDocument, variables: { from, to }, changes });

/** Charts over time inside have the marks of this range. */
export function MarkedCharts({ range, children }: { readonly range: Range; readonly children: ReactNode }) {
  const { data } = useMarks(range);
  const marks = useMemo(() => chartMarks(data?.annotations ?? []), [data]);
  return <AnnotationsProvider annotations={marks}>{children}</AnnotationsProvider>;
}

/** Opens the list of marks in this range, to add, change and delete them. */
export function MarksButton({ range }: { readonly range: Range }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="bare" onClick={() => setOpen(true)}>
        Marks
      </Button>
      {isOpen && <MarksOfRange range={range} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The list of marks in this range. */
export function MarksOfRange({ range, onClose }: { readonly range: Range; readonly onClose: () => void }) {
  return (
    <Suspense>
      <OpenMarks range={range} onClose={onClose} />
    </Suspense>
  );
}

function OpenMarks({ range, onClose }: { readonly range: Range; readonly onClose: () => void }) {
  const { data, failure, reload } = useMarks(range);
  return <MarksDialog marks={data?.annotations ?? null} failure={failure} onChanged={reload} onClose={onClose} />;
}
