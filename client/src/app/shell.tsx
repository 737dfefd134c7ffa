import { Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { keepView, useView } from '../controls/use-view.ts';
import { rememberView } from '../controls/remember.ts';
import { useKeys } from '../controls/keys.ts';
import { FrameContext } from '../controls/page/frame.ts';
import { ViewerContext, useMay, useViewer } from '../controls/viewer.ts';
import type { Viewer } from '../controls/viewer.ts';
import { SettingsContext } from '../controls/settings.ts';
import { useAskedViewer } from './asked-viewer.ts';
import { Finder } from './finder.tsx';
import { useFollowedSettings } from './followed-settings.ts';
import { navigationOf } from './pages.ts';
import { Sidebar } from './sidebar.tsx';
import styles from './shell.module.css';

const KeyList = lazy(() => import('./key-list.tsx'));
const NoMembership = lazy(() => import('./no-membership.tsx'));
const AssistantPanel = lazy(() => import('./assistant-panel.tsx'));
const NoPermission = lazy(() => import('./no-permission.tsx'));

/** What stands around a page: nothing where it stands alone, else the frame. */
export function Shell() {
  const isBare = useMatches({ select: (matches) => matches.at(-1)?.staticData.isBare === true });
  return isBare ? <Outlet /> : <KnownViewer />;
}

function KnownViewer() {
  const viewer = useAskedViewer();
  return (
    <ViewerContext value={viewer}>
      <SettingsContext value={useFollowedSettings()}>
        <Frame />
      </SettingsContext>
    </ViewerContext>
  );
}

/** The page, or why the viewer can't open it. While it is not known who that is, the page: the server refuses what is not permitted. */
function MayOpen({ viewer }: { readonly viewer: Viewer | null }) {
  const { isForAll, navigation, permission: own } = useMatches({ select: (matches) => matches.at(-1)?.staticData ?? {} });
  const { permission = own ?? 'READ', title = 'No access' } = navigation ?? {};
  if (viewer === null || isForAll === true) return <Outlet />;
  if (viewer.role == null)
    return (
      <Suspense>
        <NoMembership />
      </Suspense>
    );
  if (viewer.permissions.includes(permission)) return <Outlet />;
  return (
    <Suspense>
      <NoPermission viewer={viewer} permission={permission} title={title} />
    </Suspense>
  );
}

/** Navigation, the palette, the list of keys. */
function Frame() {
  const viewer = useViewer();
  const [view, change] = useView();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  // The assistant beside the page, and what it is to be asked at once.
  const [beside, setBeside] = useState<{ readonly asked: { readonly text: string } | { readonly about: string } | null } | null>(null);
  const navigate = useNavigate();
  const isAssistant = useMatches({ select: (matches) => matches.at(-1)?.fullPath === '/assistant' });
  const mayAsk = useMay('ASK_ASSISTANT');
  useEffect(() => rememberView(keepView(view), localStorage), [view]);
  useKeys('Everywhere', {
    'mod+k': { says: 'find a page, workspace, experiment, prompt, model, conversation or trace', run: () => setOpen('palette') },
    ...(mayAsk && {
      'mod+i': { says: 'assistant beside the page', run: () => setBeside((now) => (now === null ? { asked: null } : null)) },
    }),
    '?': { says: 'list of keys', run: () => setOpen('keys') },
    p: { says: 'pause or resume live changes', run: () => change({ live: view.live === 'paused' ? undefined : 'paused' }) },
    ...Object.fromEntries(
      navigationOf(viewer).map(({ to, title, key }) => [
        `g ${key}`,
        { says: `go to ${title}`, run: () => void navigate({ to, search: keepView }) },
      ]),
    ),
  });
  const frame = useMemo(
    () => ({
      openPalette: () => setOpen('palette'),
      toggleAssistant: mayAsk && !isAssistant ? () => setBeside((now) => (now === null ? { asked: null } : null)) : null,
      explain: mayAsk && !isAssistant ? (about: string) => setBeside({ asked: { about } }) : null,
      navigation: (onChoose: () => void) => <Sidebar onChoose={onChoose} />,
    }),
    [mayAsk, isAssistant],
  );
  return (
    <FrameContext value={frame}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <div className={styles.shell}>
        <aside className={styles.side} aria-label="Workspace and pages">
          <Sidebar />
        </aside>
        <div className={styles.main}>
          <MayOpen viewer={viewer} />
        </div>
        <Suspense>{beside !== null && !isAssistant && <AssistantPanel asked={beside.asked} onClose={() => setBeside(null)} />}</Suspense>
      </div>
      {open === 'palette' && <Finder onClose={() => setOpen(null)} onAsk={mayAsk ? (text) => setBeside({ asked: { text } }) : null} />}
      <Suspense>{open === 'keys' && <KeyList onClose={() => setOpen(null)} />}</Suspense>
    </FrameContext>
  );
}
