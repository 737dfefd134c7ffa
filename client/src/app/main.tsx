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
import { askEarly } from '../graphql/early.ts';
import { ViewerDocument } from '../graphql/generated/graphql.ts';
import { standing } from '../graphql/standing.ts';
import { useHour } from '../primitives/clock.ts';
import { Notes } from '../primitives/notes.tsx';
import { pageOfHash } from './foreign-address.ts';
import { isBare, signInAddress } from './bare.ts';
import { makeRouter } from './router.tsx';

const foreign = pageOfHash(window.location.hash);
if (foreign !== null) window.history.replaceState(null, '', foreign + window.location.search);
const { pathname, search, hash } = window.location;
const started = isBare(pathname) ? search : rememberedSearch(search, localStorage);
if (started !== search) window.history.replaceState(window.history.state, '', pathname + started + hash);

// Words are English: a reader whose device speaks another language gets dates that read like the rest of the page.
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const router = makeRouter(client);
if (!isBare(pathname)) {
  askEarly(client, ViewerDocument, {});
  // The page is left as a whole: nothing that the one who was signed in has seen is left for the next.
  standing.follow((what) => {
    if (what === 'signed-out') window.location.replace(signInAddress(window.location));
  });
}
// The page's code and its queries are on their way while React draws the frame around it.
router.load().catch(console.error);

function ReaderLocale({ children }: { readonly children: ReactNode }) {
  return (
    <LocaleProvider locale={locale} timeZone={useZone()} year={new Date(useHour()).getFullYear()}>
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
