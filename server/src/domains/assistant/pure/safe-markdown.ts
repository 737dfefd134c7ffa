/**
 * The text of an answer without anything that makes a browser ask another site: pictures and HTML are taken out, and an address of another site
 * stands as code, which is no link. Links to pages of the product stay.
 */
export function safeMarkdown(text: string): string {
  return outsideOfCode(text, (prose) =>
    prose
      // Pictures, in all three forms.
      .replaceAll(/!\[([^\]]*)\]\s*(?:\([^)]*\)?|\[[^\]]*\])?/g, '$1')
      // Definitions of references, by which an address is given elsewhere.
      .replaceAll(/^[ \t]{0,3}\[[^\]]+\]:.*$/gm, '')
      // HTML, closed or not.
      .replaceAll(/<\/?[a-z!][^<>]*>?/gi, (tag) => (autolink.test(tag) ? tag.slice(1, -1) : ''))
      // Links: those of the product stay.
      .replaceAll(/\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/g, (whole, label: string, target: string) =>
        isOwn(target) ? whole : `${label} ${asCode(target)}`,
      )
      .replaceAll(/(?<!`)\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.|mailto:)[^\s)\]>`]+/gi, (address) => asCode(address)),
  );
}

const autolink = /^<[a-z][a-z0-9+.-]*:[^<>\s]*>$/i;

/** A path of this site: "//host" and "/\host" are addresses of others. */
const isOwn = (target: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(target) || /^#[\w-]*$/.test(target);

const asCode = (address: string): string => (address === '' ? '' : `\`${address.replaceAll('`', '')}\``);

/** Code is shown as it is, and is never a link. */
function outsideOfCode(text: string, change: (prose: string) => string): string {
  return text
    .split(/(```[\s\S]*?(?:```|$)|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}
