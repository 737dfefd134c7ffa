/** `production, staging` */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** A share of a text in percent, 0 to 1 where `most` says no more; null: it is none. */
export function shareOf(text: string, most = 100): number | null {
  const percent = Number(text.replace('%', '').trim());
  return text.trim() !== '' && Number.isFinite(percent) && percent >= 0 && percent <= most ? percent / 100 : null;
}

/** A share in percent, as it is typed. */
export const percentOf = (share: number): string => String(Number((share * 100).toFixed(6)));
