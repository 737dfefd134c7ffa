import './styles/fonts.css';
import './styles/layers.css';
import 'ui-kit/styles.css';
import './styles/page.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { rememberedSearch } from '../controls/remember.ts';
import { useZone } from '../controls/zone.ts';
import { client } from '../graphql/client.ts';
import { Notes } from '../primitives/notes.tsx';
import { makeRouter } from './router.tsx';

const { pathname, search, hash } = window.location;
const started = rememberedSearch(search, localStorage);
if (started !== search) window.history.replaceState(window.history.state, '', pathname + started + hash);

// Words are English: a reader whose device speaks another language gets dates that read like the rest of the page.
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const router = makeRouter(client);
// The page's code and its queries are on their way while React draws the frame around it.
router.load().catch(console.error);

function ReaderLocale({ children }: { readonly children: ReactNode }) {
  return (
    <LocaleProvider locale={locale} timeZone={useZone()}>
      {children}
    </LocaleProvider>
  );
}

createRoot(root).render(
  <StrictMode>
    <Provider value={client}>
      <ReaderLocale>
        <RouterProvider router={router} />
        <Notes />
      </ReaderLocale>
    </Provider>
  </StrictMode>,
);
