import { lazy, Suspense } from 'react';
import { pieces } from '../messages/pieces.ts';
import { looksLikeMarkdown } from './looks-like-markdown.ts';
import { useTextForm } from './text-form.ts';
import styles from './texts.module.css';

const Markdown = lazy(() => import('./markdown.tsx'));

/**
 * A message's text: drawn as Markdown where it is some and the reader wants that, else as it came; JSON is indented. Nothing in it is run.
 */
export function WrittenText({ text }: { readonly text: string }) {
  const [form] = useTextForm();
  const plain = <PlainText text={text} />;
  if (form === 'source' || !looksLikeMarkdown(text)) return plain;
  return (
    <Suspense fallback={plain}>
      <Markdown text={text} />
    </Suspense>
  );
}

function PlainText({ text }: { readonly text: string }) {
  return pieces(text).map((piece, index) =>
    piece.kind === 'code' ? (
      <pre key={index} className={styles.code} tabIndex={0}>
        {piece.text}
      </pre>
    ) : (
      <p key={index} className={styles.plain}>
        {piece.text}
      </p>
    ),
  );
}
