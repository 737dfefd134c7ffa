import type { Random } from '../random.ts';

/** The particulars of one customer's trip, which fill the slots of a script. */
export type Slots = Readonly<Record<string, string>>;

const names = [
  'Anna Keller',
  'Jonas Weber',
  'Maria Rossi',
  'Piotr Nowak',
  'Sofia Lindqvist',
  'Tom Baker',
  'Amélie Laurent',
  'Diego Romero',
  'Fatima Haddad',
  'Lukas Brandt',
  'Ines Carvalho',
  'Hannah Schmitt',
  'Oliver Grant',
  'Yuki Tanaka',
  'Noor Rahman',
  'Eva Novotná',
];
const cities = [
  'Berlin',
  'Lisbon',
  'Vienna',
  'Copenhagen',
  'Madrid',
  'Milan',
  'Warsaw',
  'Dublin',
  'Athens',
  'Oslo',
  'Paris',
  'Zurich',
  'Valencia',
  'Kraków',
  'Edinburgh',
  'Porto',
];
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const dayMs = 86_400_000;

/** Made-up particulars; the trip is some weeks after `atMs`. */
export function slotsOf(random: Random, atMs: number): Slots {
  const from = random.pick(cities);
  const to = random.pick(cities.filter((city) => city !== from));
  const via = random.pick(cities.filter((city) => city !== from && city !== to));
  const travelAtMs = atMs + random.whole(3, 45) * dayMs;
  return {
    name: random.pick(names),
    code: Array.from({ length: 6 }, () => random.pick([...codeLetters])).join(''),
    from,
    to,
    via,
    date: dateInWords(travelAtMs),
    newDate: dateInWords(travelAtMs + random.whole(1, 12) * dayMs),
    flight: `MA${random.whole(200, 989)}`,
    newFlight: `MA${random.whole(200, 989)}`,
    seatRow: String(random.whole(8, 31)),
    amount: String(random.whole(74, 389)),
    voucher: String(random.whole(390, 440)),
    fee: String(random.whole(12, 69)),
    bags: String(random.whole(1, 2)),
    miles: String(random.whole(4, 38) * 125),
    card: String(random.whole(1_000, 9_999)),
    caseId: `MC-${random.whole(100_000, 999_999)}`,
  };
}

/** The text with every slot filled; a slot that nobody fills is a mistake in the script and throws. */
export function fill(text: string, slots: Slots): string {
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`No slot is named ${name}.`);
    return value;
  });
}

function dateInWords(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}
