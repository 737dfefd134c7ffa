import { expect, test } from 'vitest';
import { zoneByName } from './zone.ts';

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/kolkata', 'Asia/Calcutta'],
  ['PACIFIC/CHATHAM', 'Pacific/Chatham'],
  ['utc', 'UTC'],
  ['us/eastern', 'America/New_York'],
  ['+05:30', null],
  ['Europe/Nowhere', null],
  ['', null],
])('%s is the zone %s', (name, zone) => expect(zoneByName(name)).toBe(zone));
