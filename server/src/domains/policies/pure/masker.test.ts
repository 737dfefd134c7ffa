import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateKey } from '../../access/key.ts';
import { maskerOf } from './masker.ts';
import { keepEverything, maskingKinds, maskingModes, type Masker, type MaskingKind, type MaskingMode } from '../types.ts';

const secret = Buffer.from('a secret of the workspace');
const maskerFor = (maskingMode: MaskingMode, maskingKinds: MaskingKind[] = [], maskingSecret = secret): Masker =>
  maskerOf({ ...keepEverything, maskingMode, maskingKinds, maskingSecret }) as Masker;
const mask = maskerFor('MASK');
const jwt = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const letters = (count: number): string => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.repeat(8).slice(0, count);
const pem = `-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n${letters(40)}==\n-----END RSA PRIVATE KEY-----`;

/** What is found, and what looks like it and is none: by kind. */
const cases: Record<MaskingKind, { found: string[]; kept: string[] }> = {
  EMAIL: {
    found: [
      'ada@example.org',
      'ada.l+news@mail.example.co.uk',
      "o'neil@example.org",
      'ADA@EXAMPLE.ORG',
      'a@163.com',
      'zoë.müller@exämple.de',
      'x_1@xn--bcher-kva.xn--p1ai',
      // The case masking-addresses, and others of its kinds: letters of any script, quoted names, an @ that is written out.
      'иван@почта.рф',
      'иван.petrov@почта.рф',
      'δοκιμή@παράδειγμα.δοκιμή',
      '用户@例子.公司',
      '用户@例子。公司',
      'ユーザー@例え.みんな',
      '사용자@예시.한국',
      'مستخدم@مثال.شبكة',
      'משתמש@דוגמה.קום',
      'उपयोगकर्ता@उदाहरण.भारत',
      'ju\u0308rgen@bu\u0308cher.de',
      'jane＠example.com',
      '"jane doe"@example.com',
      String.raw`\"jane doe\"@example.com`,
      'jane%40example.com',
      'jane%2Bnews%40example%2Ecom',
      'jane%2540example.com',
      'jane%40b%C3%BCcher.de',
      '%D0%B8%D0%B2%D0%B0%D0%BD%40%D0%BF%D0%BE%D1%87%D1%82%D0%B0.%D1%80%D1%84',
      'jane&#64;example.com',
      'jane&#x40;example.com',
      'jane&commat;example&period;com',
      'jane&amp;#64;example.com',
      String.raw`jane\u0040example.com`,
    ],
    kept: [
      '@ada',
      'ada@localhost',
      'logo@2x.png',
      'react@18.2.0',
      'lib@1.0.0-rc.beta',
      'git@github.com:owner/name.git',
      'a @ b.org',
      '@media.print',
      'jane%40localhost',
      'see 100%40 more',
      'a%40',
      String.raw`a\u0040`,
      '。@。',
      'ada@.org',
      'ada@example.',
    ],
  },
  PHONE: {
    found: [
      '+14155552671',
      '+1 (415) 555-2671',
      '+1-415-555-2671',
      '+49 30 1234567',
      '+44 20 7183 8750',
      '+44 (0)20 7183 8750',
      '+33 1 23 45 67 89',
      '+8613812345678',
      '+353 1 234 5678',
      '0049 30 1234567',
      '(415) 555-2671',
      '415-555-2671',
      '415.555.2671',
      '1-415-555-2671',
      '415 555 2671',
      '415-555-2671 x123',
      '030 1234567',
      '0171/1234567',
      '(020) 7183 8750',
      '07700 900123',
      '01 23 45 67 89',
      '03-1234-5678',
      '138 1234 5678',
      '(11) 91234-5678',
    ],
    kept: [
      '4155552671',
      '1716200000',
      '1716200000123',
      '115-555-2671',
      '415-055-2671',
      '415-555-267',
      '415-555-26711',
      '+999 12345678',
      '+1 115 555 2671',
      '+123',
      '+00:00',
      '2024-05-20',
      '2024-05-20 10:30:00',
      '20.05.2024 10:30',
      '2024-05-20T10:30:00.123456789Z',
      '01.02.2024',
      '01/02/2024 100 200',
      '$1,250.50',
      '1 250 000 000',
      '256 512 1024 2048',
      '0.123456789',
      '-33.8567844',
      '978-3-16-148410-0',
      '112-4567890-1234567',
      '123-45-6789',
      'order 234-567-8901',
      '#415-555-2671',
      '/p/415-555-2671',
      '1.2.3',
      'v10.20.30',
      '0000012345',
      '0012345678',
      '12:30:45',
      '9c1e415-555-2671',
      '415-555-2671a',
      '4421486',
      'HAT136',
      'certificate_7504069',
      '#W2378156',
    ],
  },
  CARD: {
    found: [
      '4111111111111111',
      '4111 1111 1111 1111',
      '4111-1111-1111-1111',
      '5555555555554444',
      '2223003122003222',
      '378282246310005',
      '3782 822463 10005',
      '30569309025904',
      '6011111111111117',
      '4222222222222',
      '6304000000000000',
      '3530111333300000',
    ],
    kept: [
      '4111111111111112',
      '4111 1111 1111 1112',
      '1716200000123',
      '1716200000123456',
      '1716200000123456789',
      '411111111111',
      '41111111111111111111',
      '4111 1111-1111 1111',
      '9111111111111110',
      'x4111111111111111',
      '4111111111111111x',
      '0.4111111111111111',
      'ab-4111-1111-1111-1111-cd',
      '41 11 11 11 11 11 11 11',
    ],
  },
  IBAN: {
    found: [
      'DE89370400440532013000',
      'DE89 3704 0044 0532 0130 00',
      'GB29 NWBK 6016 1331 9268 19',
      'NL91ABNA0417164300',
      'FR14 2004 1010 0505 0001 3M02 606',
      'NO9386011117947',
      'MT84MALT011000012345MTLCAST001S',
      'de89370400440532013000',
    ],
    kept: [
      'DE88370400440532013000',
      'DE8937040044053201300',
      'DE893704004405320130000',
      'ZZ89370400440532013000',
      'XDE89370400440532013000',
      'DE89370400440532013000-ab',
      'DE89 3704',
    ],
  },
  IP: {
    found: [
      '192.168.1.20',
      '8.8.8.8',
      '255.255.255.0',
      '2001:db8::1',
      '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
      'fe80::1ff:fe23:4567:890a%eth0',
      '::ffff:192.0.2.128',
      'fd12:3456:789a::',
      '64:ff9b::192.0.2.33',
    ],
    kept: [
      '1.2.3',
      'v1.2.3.4',
      'version 1.2.3.4',
      'Chrome/91.0.4.12',
      '256.1.1.1',
      '1.2.3.4.5',
      '01.2.3.4',
      '127.0.0.1',
      '0.0.0.0',
      '::1',
      '::',
      'std::vector',
      'face::add',
      '12:30:45',
      '10:20:30:40:50:60',
      'aa:bb:cc:dd:ee:ff',
      '2001:db8',
      '1.2.3.4-beta',
      'a1.2.3.4',
    ],
  },
  JWT: {
    found: [
      jwt,
      'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ',
    ],
    kept: [
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0',
      'eyJhbGciOiJIUzI1NiJ9',
      'eyJrZXkiOiJ2YWx1ZSJ9.eyJzdWIiOiIxIn0.abc',
      'heyJude.is.a.song',
      `x${jwt}`,
    ],
  },
  CLOUD_KEY: {
    found: [
      'AKIAIOSFODNN7EXAMPLE',
      'ASIAIOSFODNN7EXAMPLE',
      `AIza${letters(35)}`,
      `ghp_${letters(36)}`,
      `github_pat_${letters(22)}_${letters(59)}`,
      `xoxb-123456789012-${letters(24)}`,
      `sk-proj-${letters(40)}`,
      `sk-${letters(48)}`,
      `sk-ant-api03-${letters(80)}`,
      `sk_live_${letters(24)}`,
      `rk_test_${letters(24)}`,
      generateKey(),
      pem,
      pem.replaceAll('\n', String.raw`\n`),
      '-----BEGIN PRIVATE KEY-----',
    ],
    kept: [
      'AKIA',
      'AKIAIOSFODNN7EXAMPL',
      'AKIAIOSFODNN7EXAMPLEX',
      'sk-learn',
      'sk-learn-style-names-of-many-things',
      'ghp_short',
      'ftl_short',
      'mask_live_1234',
      '-----BEGIN PUBLIC KEY-----',
      letters(40),
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    ],
  },
};
const shown = (kind: MaskingKind): string => `[${kind.toLowerCase().replace('_', '-')}]`;

describe.each(maskingKinds)('%s', (kind) => {
  const only = maskerFor('MASK', [kind]);

  test.each(cases[kind].found)('%s is found, alone and among words', (value) => {
    const name = shown(kind);
    expect(mask.text(value)).toBe(name);
    expect(only.text(`It is ${value}, she said`)).toBe(`It is ${name}, she said`);
    expect(only.text(`(${value})`)).toBe(`(${name})`);
    expect(only.text(`"${value}"\n${value}`)).toBe(`"${name}"\n${name}`);
    expect(only.text(`${value}.`)).toBe(`${name}.`);
    expect(only.text(String.raw`{"said":"one\n${value}"}`)).toBe(String.raw`{"said":"one\n${name}"}`);
    for (const other of maskingKinds) if (other !== kind) expect(maskerFor('MASK', [other]).text(value), other).not.toContain(name);
  });

  test.each(cases[kind].kept)('%s is none', (value) => {
    expect(only.text(value)).toBe(value);
    expect(only.text(`It is ${value} here`)).toBe(`It is ${value} here`);
  });
});

describe('an address and what stands beside it', () => {
  test.each([
    ['请写信给ada@example.org谢谢', '请写信给[email]谢谢'],
    ['写信给ada@example.org。谢谢大家', '写信给[email]。谢谢大家'],
    ['пишите на иван@почта.рф, спасибо', 'пишите на [email], спасибо'],
    ['https://shop.example/?to=jane%40example.com&x=1', 'https://shop.example/?to=[email]&x=1'],
    ['https://shop.example/?to%3Djane%40example.com%26x%3D1', 'https://shop.example/?to%3D[email]%26x%3D1'],
    ['%3Cjane%40example.com%3E', '%3C[email]%3E'],
    ['<a href="mailto:jane&#64;example.com">', '<a href="mailto:[email]">'],
    ['&lt;jane&#64;example.com&gt;', '&lt;[email]&gt;'],
    ['to="jane doe"@example.com;', 'to=[email];'],
  ])('%s', (text, masked) => expect(mask.text(text)).toBe(masked));

  test('has one hash, however it is written', () => {
    const hashed = maskerFor('HASH');
    const forms = [
      'jürgen@bücher.de',
      'JÜRGEN@bücher.de',
      'ju\u0308rgen@bu\u0308cher.de',
      'j%C3%BCrgen%40b%C3%BCcher.de',
      'jürgen&#64;bücher.de',
    ];
    expect(new Set(forms.map((form) => hashed.text(form))).size).toBe(1);
  });
});

describe('what a word before it names', () => {
  test.each([
    'phone: 4155552671',
    '"phone_number": "4155552671"',
    'tel. 030123456',
    'my phone number is 4155552671',
    'call me at 555 2671',
    'mobilePhone=612345678',
    String.raw`{\"phone\":\"4155552671\"}`,
  ])('%s holds a telephone number', (text) => {
    expect(mask.text(text)).toContain('[phone]');
    expect(mask.text(text)).not.toMatch(/\d/);
  });
  test.each([
    '"Smartphone": "1801728040"',
    'hotel 4155552671',
    'phone_id: 4155552671',
    'iPhone 4155552671',
    'phone: 2024-05-20',
    'the model 4155552671',
    'phone 12',
  ])('%s holds none', (text) => expect(mask.text(text)).toBe(text));

  test('a secret of AWS behind its name or its id, and a storage key of Azure', () => {
    const key = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE1eY';
    expect(mask.text(`aws_secret_access_key = ${key}`)).toBe('aws_secret_access_key = [cloud-key]');
    expect(mask.text(`{"SecretAccessKey": "${key}"}`)).toBe('{"SecretAccessKey": "[cloud-key]"}');
    expect(mask.text(`AKIAIOSFODNN7EXAMPLE,${key}`)).toBe('[cloud-key],[cloud-key]');
    expect(mask.text(`AccountName=a;AccountKey=${letters(86)}==;`)).toBe('AccountName=a;AccountKey=[cloud-key];');
    expect(mask.text(`commit = ${key}`)).toBe(`commit = ${key}`);
  });
});

describe('modes', () => {
  const text = 'Ada <ada@example.org> called from +1 415 555 2671.';

  test('OFF has no masker', () => expect(maskerOf(keepEverything)).toBeNull());
  test('MASK names the kind', () => expect(mask.text(text)).toBe('Ada <[email]> called from [phone].'));
  test('DROP removes it', () => expect(maskerFor('DROP').text(text)).toBe('Ada <> called from .'));
  test('HASH adds the first eight digits of a keyed hash, the same for each way to write a value', () => {
    const hash = createHmac('sha256', secret).update('EMAIL:ada@example.org').digest('hex').slice(0, 8);
    const hashing = maskerFor('HASH');
    expect(hashing.text(text)).toMatch(new RegExp(String.raw`^Ada <\[email:${hash}\]> called from \[phone:[0-9a-f]{8}\]\.$`));
    expect(hashing.text('ADA@Example.ORG')).toBe(`[email:${hash}]`);
    expect(hashing.text('(415) 555-2671')).toBe(hashing.text('415.555.2671'));
    expect(hashing.text('DE89 3704 0044 0532 0130 00')).toBe(hashing.text('DE89370400440532013000'));
  });
  test('HASH differs between workspaces', () => {
    expect(maskerFor('HASH', [], Buffer.from('another')).text(text)).not.toBe(maskerFor('HASH').text(text));
  });
  test('only the kinds that are chosen are found', () =>
    expect(maskerFor('MASK', ['PHONE']).text(text)).toBe('Ada <ada@example.org> called from [phone].'));

  test.each(['MASK', 'DROP', 'HASH'] as const)('under %s an id that is personal stays one of its own', (mode) => {
    const masker = maskerFor(mode);
    const ids = Array.from({ length: 500 }, (_, index) => masker.id(`user${index}@example.org`));
    expect(new Set(ids).size).toBe(500);
    expect(ids.every((id) => /^\[email:[0-9a-f]{16}\]$/.test(id))).toBe(true);
    expect(masker.id(`tenant-7/${'ada@example.org'}`)).toMatch(/^tenant-7\/\[email:|^\[email:/);
    for (const id of ['mia_li_3668', 'u-4155552671', crypto.randomUUID(), '4111111111111111', `span:${'4'.repeat(32)}:4111111111111111`])
      expect(masker.id(id)).toBe(id);
  });
});

describe('json', () => {
  test('texts, keys and long numbers are masked at any depth, and the rest is the same object', () => {
    const clean = { list: ['one', 2, null, { deep: true }] };
    const value = { 'ada@example.org': { phone_number: '4155552671', cards: [4111111111111111, 4111111111111112] }, clean };
    const masked = mask.json(value) as Record<string, unknown>;
    expect(masked).toEqual({ '[email]': { phone_number: '[phone]', cards: ['[card]', 4111111111111112] }, clean });
    expect(masked['clean']).toBe(clean);
    expect(mask.json(clean)).toBe(clean);
    expect(maskerFor('DROP').json({ card: 4111111111111111, text: 'ada@example.org' })).toEqual({ card: null, text: '' });
  });
  test('two keys that become the same keep both values, and __proto__ stays a key', () => {
    expect(mask.json({ 'a@example.org': 1, 'b@example.org': 2 })).toEqual({ '[email]': 1, '[email] 2': 2 });
    const masked = mask.json(JSON.parse('{"__proto__":{"x":"a@example.org"}}')) as object;
    expect(Object.entries(masked)).toEqual([['__proto__', { x: '[email]' }]]);
  });
  test('what is nested deeper than it walks is masked as text', () => {
    let value: unknown = 'ada@example.org';
    for (let depth = 0; depth < 500; depth += 1) value = [value];
    expect(JSON.stringify(mask.json(value))).not.toContain('ada@');
  });
  test('text of JSON stays valid, whatever is written out in it', () => {
    const value = { said: 'one\nada@example.org\n"415-555-2671"\u0001', card: 4111111111111111 };
    expect(JSON.parse(mask.jsonText(JSON.stringify(value)))).toEqual({ said: 'one\n[email]\n"[phone]"\u0001', card: '[card]' });
    expect(mask.jsonText('{"a":"b\\n"}')).toBe('{"a":"b\\n"}');
    expect(mask.jsonText('no json, ada@example.org')).toBe('no json, [email]');
  });
});

const pieces = fc.constantFrom(
  ...Object.values(cases).flatMap(({ found, kept }) => [...found, ...kept]),
  ' ',
  '.',
  '-',
  '+',
  '(',
  '@',
  ':',
  '/',
  '1',
  '415',
  '4111',
  'phone: ',
  '[',
  ']',
  '[email]',
  '[phone:12345678]',
  '\n',
  String.raw`\n`,
);

test.each(maskingModes.filter((mode) => mode !== 'OFF'))(
  '%s: masking what is masked changes nothing',
  (mode) => {
    const masker = maskerFor(mode);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const once = masker.text(parts.join(''));
        expect(masker.text(once)).toBe(once);
      }),
      { seed: 7, numRuns: 3_000 },
    );
  },
  60_000,
);

test('no value survives beside words, whichever stand around it', () => {
  const values = Object.values(cases).flatMap(({ found }) => found);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(' and ', '\n', ', "', '; (', ' | '),
      (parts, joint) => {
        const masked = mask.text(parts.join(joint));
        for (const part of parts) expect(masked).not.toContain(part);
      },
    ),
    { seed: 11, numRuns: 2_000 },
  );
}, 60_000);

/**
 * 200 kB of each, with three ends: an algorithm whose time grows with the square would need a minute for one of them, and the test's time
 * ends it. Over 10 s: on a slow machine; 38 MB are looked through.
 */
test('a long text of anything is looked through once', () => {
  const units = [
    '1',
    '1 ',
    '1 1.',
    '415-',
    '4155',
    '4111 ',
    '0',
    '0 ',
    '00 4',
    '+',
    '+1 ',
    '(',
    '(4',
    '@',
    'a@',
    'a.',
    '@a.',
    'a@a-.',
    'a.a@a.a',
    '%40',
    'a%40a.',
    '%2540',
    '&#64;',
    '"@',
    '用@用。',
    'eyJ',
    'eyJ.',
    'eyJaaaaaaaa.',
    ' eyJaaaaaaaaa.',
    ':',
    '::',
    '2001:',
    'a:',
    'f:f',
    '1.',
    '1.1.1.',
    '-',
    '--',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    'A-: ',
    '_',
    'sk-',
    'sk_',
    'sk-a',
    'ghp_',
    'AKIA',
    'AIza',
    'xox',
    'DE89',
    'DE89 3704 ',
    'phone: ',
    'phone',
    '=',
    'key=',
    'key:"',
    'secretkey=',
    '[',
    '[email',
    '[email]',
    String.raw`\n`,
    '\u00a0',
    'é',
  ];
  for (const unit of units) {
    for (const end of ['', 'x', '@']) {
      const text = unit.repeat(Math.ceil(200_000 / unit.length)) + end;
      expect(mask.text(text).length, unit).toBeLessThanOrEqual(text.length * 2);
    }
  }
}, 59_000);

const data = fileURLToPath(new URL('../../../../../../shared/data/tau_bench/', import.meta.url));
const dataFiles = existsSync(data) ? readdirSync(data).filter((name) => /\.jsonl?$/.test(name)) : [];

describe.skipIf(dataFiles.length === 0)('conversations of tau-bench (skipped where shared/data is absent)', () => {
  const texts = dataFiles.flatMap((name) => {
    const content = readFileSync(data + name, 'utf8');
    return (name.endsWith('l') ? content.trim().split('\n') : [content]).flatMap((line) => textsOf(JSON.parse(line)));
  });

  test('hold e-mail addresses and nothing else: reservations, users, dates, prices, cards by their last digits stay', () => {
    let addressCount = 0;
    for (const text of texts) {
      // a second way: split at everything that is no part of an address
      const addresses = text
        .split(/[\s"'()<>,;:!?\\]+/)
        .map((word) => word.replace(/^[.*`]+|[.*`]+$/g, ''))
        .filter((word) => /^[^@]+@[^@]+\.[a-z]+$/.test(word));
      addressCount += addresses.length;
      const expected = addresses.reduce((rest, address) => rest.replace(address, '[email]'), text);
      expect(mask.text(text)).toBe(expected);
    }
    expect(texts.length).toBe(52_840);
    expect(addressCount).toBeGreaterThan(200);
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [...(Array.isArray(value) ? [] : [key]), ...textsOf(part)]);
}

// By a pattern that tries each backslash of a run as its beginning, a text of 1 MB took some twenty minutes.
test('a text that repeats what written-out characters begin with is masked at once', () => {
  for (const piece of ['\\\\', '%25', '&amp;', '%40\\\\'])
    expect(maskerFor('MASK').text(`ada@example.org ${piece.repeat(250_000)}`)).toMatch(/^<?\[email\]/);
});
