import ReactMarkdown, { defaultUrlTransform } from 'react-markdown';
import type { Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { RemoteContent } from './remote-content.tsx';
import styles from './texts.module.css';

/**
 * A text drawn as Markdown (CommonMark with tables, lists of tasks and bare addresses). HTML in it stays text, addresses are those of the
 * web and of mail, and a picture from elsewhere is loaded only when the reader asks for it.
 */
export default function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={safeUrl}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const plugins = [remarkGfm];

/** Pictures may stand in the text itself. */
const safeUrl = (url: string, key: string): string =>
  key === 'src' && /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(url) ? url : defaultUrlTransform(url);

// A heading of a text is no heading of the page: its level would stand among the page's own.
const heading: Components['h1'] = ({ children }) => <p className={styles.heading}>{children}</p>;

const components: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  a: ({ href, children }) =>
    href === undefined || href === '' || href.startsWith('#') ? (
      <span>{children}</span>
    ) : (
      <a href={href} title={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    ),
  img: ({ src, alt }) =>
    typeof src !== 'string' || src === '' ? (
      <span>{alt}</span>
    ) : src.startsWith('data:') ? (
      <img src={src} alt={alt ?? ''} className={styles.picture} />
    ) : (
      <RemoteContent kind="image" url={src} name={alt === undefined || alt === '' ? null : alt} />
    ),
  pre: ({ children }) => (
    <pre className={styles.code} tabIndex={0}>
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};
