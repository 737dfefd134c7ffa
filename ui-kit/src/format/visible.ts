/** Characters that change how others are read and can't be seen: directions, joiners, breaks within a line. */
const unseen = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|(?![\t\n\v\f\r])\p{Cc}/gu;
/** Joiners within a script or a picture of several signs belong to the word. */
const joined = /(?<=[\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d](?=[\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const PLACE = '\ue000';

/** A name as it is shown: what can't be seen and changes how the rest is read stands as its code, `⟨U+202E⟩`. */
export function visible(name: string): string {
  unseen.lastIndex = 0;
  if (!unseen.test(name)) return name;
  const joiners: string[] = [];
  const kept = name.replaceAll(joined, (joiner) => {
    joiners.push(joiner);
    return PLACE;
  });
  const shown = kept.replaceAll(unseen, (sign) => `⟨U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`);
  return joiners.length === 0 ? shown : shown.replaceAll(PLACE, () => joiners.shift() ?? '');
}
