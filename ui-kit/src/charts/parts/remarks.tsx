import type { ReactNode } from 'react';

/** A fact about a drawing that its reader should not have to find. */
export interface Remark {
  readonly text: string;
  readonly tone: 'neutral' | 'warn' | 'bad' | 'good';
}

/** Facts beneath a drawing, in words; nothing where there are none. */
function Remarks({ title, remarks }: { readonly title: string; readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="uk-remarks" aria-label={`Notes on ${title}`}>
      {remarks.map((remark) => (
        <li key={remark.text} data-tone={remark.tone}>
          {/* An element, because a picture that is saved has no pseudo-elements. */}
          <span className="uk-remark-mark" aria-hidden="true" />
          {remark.text}
        </li>
      ))}
    </ul>
  );
}

/** The remarks and then the page's own caption, for the frame: inside it they are in every picture that is saved. */
export function remarksCaption(title: string, remarks: readonly Remark[], caption: ReactNode): ReactNode {
  return remarks.length === 0 ? (
    caption
  ) : (
    <>
      <Remarks title={title} remarks={remarks} />
      {caption}
    </>
  );
}
