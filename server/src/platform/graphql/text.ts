/** Whether both stores can keep a text and give it back as it was: valid Unicode (no lone surrogate) without U+0000. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
