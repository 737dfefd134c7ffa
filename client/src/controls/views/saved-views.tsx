import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../keys.ts';
import { SavedViewsDocument } from '../../graphql/generated/graphql.ts';
import { usePicture } from '../../graphql/picture.ts';
import { Button } from '../../primitives/button.tsx';
import { Popover } from '../../primitives/popover.tsx';
import { ViewList } from './view-list.tsx';
import { keptSearch, openedSearch } from './view-search.ts';
import styles from './views.module.css';

/** Views of this page by name: the one that is shown, the others to open, and this one to save. `s` brings the reader here. */
export function SavedViews({ page }: { readonly page: 'traces' | 'messages' }) {
  const [open, setOpen] = useState(false);
  const picture = usePicture(SavedViewsDocument, { page });
  const searchText = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const current = keptSearch(searchText);
  const views = picture.data?.savedViews ?? null;
  const shown = views?.find(({ search }) => keptSearch(search) === current) ?? null;
  useKeys('Views', { s: { says: 'save this view, or open another', run: () => setOpen(true) } });
  return (
    <Popover
      title="Saved views" open={open} onOpenChange={setOpen}
      trigger={<button type="button" className={styles.trigger} data-shown={shown !== null || undefined} title="Saved views (s)">{shown?.name ?? 'Views'}</button>}
    >
      {picture.failure !== null && views === null && <p className={styles.words} role="alert">{picture.failure} <Button tone="bare" onClick={picture.askAgain}>Try again</Button></p>}
      {open && (
        <ViewList
          page={page} views={views ?? []} shown={shown} search={current} onChanged={picture.askAgain} onDone={() => setOpen(false)}
          onOpen={(search) => void navigate({ to: '.', search: (held) => openedSearch(search, held) })}
        />
      )}
    </Popover>
  );
}
