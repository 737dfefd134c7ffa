/** A fact about a drawing that its reader should not have to find. */
export interface Remark {
  readonly text: string;
  readonly tone: 'neutral' | 'warn' | 'bad' | 'good';
}

/** Facts beneath a drawing, in words; nothing where there are none. */
export function Remarks({ title, remarks }: { readonly title: string; readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="uk-remarks" aria-label={`Notes on ${title}`}>
      {remarks.map((remark) => <li key={remark.text} data-tone={remark.tone}>{remark.text}</li>)}
    </ul>
  );
}
