import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useKeys } from '../keys.ts';
import { SavedViewsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Popover } from '../../primitives/popover.tsx';
import { ViewList } from './view-list.tsx';
import { defaultViewsOf, keptSearch, openedSearch } from './view-search.ts';
import styles from './views.module.css';

interface SavedViewsProps {
  readonly page: 'traces' | 'messages' | 'analytics';
  /** The page opens with one of them, where a person or the workspace has chosen one. */
  readonly hasDefault?: boolean | undefined;
}

/** Views of this page by name: the one that is shown, the others to open, and this one to save. `s` brings the reader here. */
export function SavedViews({ page, hasDefault = false }: SavedViewsProps) {
  const [open, setOpen] = useState(false);
  const answer = useLiveQuery({ query: SavedViewsDocument, variables: useMemo(() => ({ page, hasDefault }), [page, hasDefault]) });
  const searchText = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const current = keptSearch(searchText);
  const views = answer.data?.savedViews ?? null;
  const shown = views?.find(({ search }) => keptSearch(search) === current) ?? null;
  useKeys('Views', { s: { says: 'save this view, or open another', run: () => setOpen(true) } });
  return (
    <Popover
      title="Saved views"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.trigger} data-shown={shown !== null || undefined} title="Saved views (s)">
          {shown?.name ?? 'Views'}
        </button>
      }
    >
      {answer.failure !== null && views === null && (
        <p className={styles.words} role="alert">
          {answer.failure}{' '}
          <Button tone="bare" onClick={answer.reload}>
            Try again
          </Button>
        </p>
      )}
      {open && (
        <ViewList
          page={page}
          views={views ?? []}
          shown={shown}
          search={current}
          defaults={hasDefault ? defaultViewsOf(answer.data?.preferences) : null}
          onChanged={answer.reload}
          onDone={() => setOpen(false)}
          onOpen={(search) => void navigate({ to: '.', search: (held) => openedSearch(search, held) })}
        />
      )}
    </Popover>
  );
}
