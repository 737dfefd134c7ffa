import { maskerOf } from '../server/src/domains/policies/pure/masker.ts';
import { keepEverything, type Masker } from '../server/src/domains/policies/types.ts';

const rounds = 20_000;
/** Of a text without findings, the kind that nearly all are. */
const targetUs = 8;
const textLength = 2_000;

const masker = maskerOf({ ...keepEverything, maskingMode: 'MASK' }) as Masker;
const repeated = (text: string): string => text.repeat(Math.ceil(textLength / text.length)).slice(0, textLength);
const prose =
  'The customer asked whether reservation HAT136 on 2024-05-20 could be moved; the fare is $1,250.50 and it takes 3 h 25 min (order W2378156, user mia_li_3668). ';

const texts: Readonly<Record<string, string>> = {
  'prose without numbers': repeated('Please tell me whether the train to the coast is on time today. '),
  'prose with dates, prices and ids': repeated(prose),
  'JSON of a tool': repeated(
    JSON.stringify({ id: 17, flight_number: 'HAT136', date: '2024-05-20', price: 212.5, time: '10:30:00', seats: { economy: 12 } }),
  ),
  'UUIDs and nothing else': repeated('5f0c1b8e-3a51-4c9e-9d41-08f1a2b3c4d5,'),
  'decimals and nothing else': repeated('13.37 126.94 240.51 '),
  'milliseconds and nothing else': repeated('1716200000123 '),
  'five findings': `${repeated(prose).slice(0, 1_800)} ada@example.org, +49 30 1234567, 4111 1111 1111 1111, 203.0.113.7, DE89 3704 0044 0532 0130 00`,
};

/** What masking costs a text of 2 kB, in the processor's time: other work beside it does not count. */
export function run(): void {
  console.log(`${'text of 2 kB'.padEnd(36)}µs a text`);
  for (const [name, text] of Object.entries(texts)) {
    for (let round = 0; round < rounds; round += 1) masker.text(text);
    const before = process.cpuUsage().user;
    for (let round = 0; round < rounds; round += 1) masker.text(text);
    const us = (process.cpuUsage().user - before) / rounds;
    const note = name.startsWith('prose') ? (us <= targetUs ? `  (target ${targetUs}: met)` : `  (target ${targetUs}: missed)`) : '';
    console.log(`${name.padEnd(36)}${us.toFixed(1)}${note}`);
  }
}
