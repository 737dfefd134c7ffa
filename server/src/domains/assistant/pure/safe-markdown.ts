/**
 * The text of an answer without anything that makes a browser ask another site: pictures and HTML are taken out, and an address of another site
 * stands as code, which is no link. Links to pages of the product stay.
 */
export function safeMarkdown(text: string): string {
  return outsideOfCode(text, (prose) => {
    const plain = withoutPictures(prose)
      // Definitions of references, by which an address is given elsewhere; CommonMark knows no longer labels.
      .replaceAll(/^[ \t]{0,3}\[[^\]]{1,999}\]:.*$/gm, '')
      // HTML, closed or not.
      .replaceAll(/<\/?[a-z!][^<>]*>?/gi, (tag) => (autolink.test(tag) ? tag.slice(1, -1) : ''));
    return withoutForeignLinks(plain).replaceAll(/(?<!`)\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.|mailto:)[^\s)\]>`]+/gi, (address) =>
      asCode(address),
    );
  });
}

/*
 * Brackets are found by their places, not by patterns: a model that writes thousands of them would keep a pattern busy for minutes, and with it
 * the server.
 */

/** Pictures, in all three forms, are their words. */
function withoutPictures(text: string): string {
  let output = '';
  let done = 0;
  for (;;) {
    const start = text.indexOf('![', done);
    const close = start === -1 ? -1 : text.indexOf(']', start);
    if (close === -1) return output + text.slice(done);
    output += text.slice(done, start) + text.slice(start + 2, close);
    done = afterSpaces(text, close + 1);
    if (text[done] === '(') done = endAfter(text, ')', done) ?? text.length;
    else if (text[done] === '[') done = endAfter(text, ']', done) ?? done;
  }
}

/** Links: those of the product stay, of others the address stands as code. */
function withoutForeignLinks(text: string): string {
  let output = '';
  let done = 0;
  for (let from = 0; ;) {
    const start = text.indexOf('[', from);
    const close = start === -1 ? -1 : text.indexOf(']', start);
    if (close === -1) return output + text.slice(done);
    // No bracket before it has another end.
    from = close + 1;
    if (text[from] !== '(') continue;
    const end = endAfter(text, ')', from);
    if (end === null) return output + text.slice(done);
    const [target = ''] =
      /^[^\s>]*/.exec(
        text
          .slice(from + 1, end - 1)
          .trimStart()
          .replace(/^</, ''),
      ) ?? [];
    output += text.slice(done, start) + (isOwn(target) ? text.slice(start, end) : `${text.slice(start + 1, close)} ${asCode(target)}`);
    from = end;
    done = end;
  }
}

/** Where a text goes on after the next such character; null: there is none. */
function endAfter(text: string, character: string, from: number): number | null {
  const at = text.indexOf(character, from);
  return at === -1 ? null : at + 1;
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at += 1;
  return at;
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
