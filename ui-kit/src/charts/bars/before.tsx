/** Where the compared period's bar would end; null: it has none. */
export function Before({ share }: { readonly share: number | null }) {
  if (share === null || !Number.isFinite(share)) return null;
  return <i className="uk-bar-before" style={{ insetInlineStart: `calc(max(0px, 100% - var(--uk-bar-room)) * ${share})` }} />;
}
