import { expect, test } from 'vitest';
import { readText } from './read-texts.ts';

const user = (content: string) => readText({ role: 'USER', content });
const answer = (content: string) => readText({ role: 'ASSISTANT', content });
const names = (content: string): string[] => user(content).emotions.map(([emotion]) => emotion);

// A pattern that looks for an address of mail, or for the end of a fence, from each character took minutes of each.
test.each(['@', 'a@', '@.', ' @'])('thousands of "%s" are read at once', (part) => {
  expect(user(part.repeat(20_000))).toMatchObject({ characterCount: 20_000 * part.length });
});

test('a fence before thousands of empty lines is read at once', () => {
  expect(answer(`\`\`\`json${' \n'.repeat(4_000)}x`).traits).toMatchObject({ jsonValidity: 'none', hasCode: true });
  expect(answer(`\`\`\`JSON\n${'\n'.repeat(4_000)}{"a": 1}\n\`\`\``).traits).toMatchObject({ jsonValidity: 'valid' });
});

test.each([
  ['nothing', ''],
  ['spaces', ' \n\t '],
  ['emoji alone', '👍🎉😀'],
  ['digits', '12345 67.8'],
  ['an address', 'https://example.com/a/b?c=d'],
  ['base64', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ='.repeat(20)],
  ['code in a fence', '```ts\nconst answer: number = 42;\n```'],
  ['code without one', 'const a = 1;\nfoo(() => a);\nreturn a;'],
  ['half of a character', '\ud83d'],
])('%s has no language and no feelings', (_name, content) => {
  expect(user(content)).toMatchObject({ language: 'und', isSupported: false, sentiment: null, emotions: [], probabilities: null });
});

test.each([
  ['en', 'Why was I charged twice for the same booking?'],
  ['de', 'Warum wurde mir die Buchung zweimal berechnet?'],
  ['fr', 'Pourquoi ai-je été débité deux fois pour la même réservation ?'],
  ['es', '¿Por qué me cobraron dos veces la misma reserva?'],
  ['ar', 'لماذا تم خصم المبلغ مرتين من حسابي؟'],
  ['he', 'למה חויבתי פעמיים על אותה הזמנה?'],
  ['ja', 'なぜ二回請求されたのですか'],
  ['hi', 'मुझसे दो बार पैसे क्यों लिए गए'],
])('%s is determined, also from right to left', (language, content) => {
  expect(user(content)).toMatchObject({ language, isSupported: language === 'en' });
});

test('a text of several languages has that of its most words; one that is not supported has no feelings', () => {
  expect(user('hello مرحبا كيف حالك اليوم يا صديقي العزيز').language).toBe('ar');
  expect(user('Danke, das hat wunderbar geholfen!')).toMatchObject({ language: 'de', isSupported: false, sentiment: null, emotions: [] });
});

test('prose around code is read, the code is not', () => {
  expect(user('This still does not work, it is useless:\n```\nreturn perfect.thanks();\n```')).toMatchObject({ language: 'en' });
  expect(names('This still does not work, it is useless:\n```\nreturn perfect.thanks();\n```')).toContain('FRUSTRATION');
  expect(names('This still does not work, it is useless:\n```\nreturn perfect.thanks();\n```')).not.toContain('GRATITUDE');
});

test('a text of 1 MB is counted as a whole and read at its beginning', () => {
  const text = `Thank you so much, this is great. ${'word '.repeat(200_000)}`;
  const read = user(text);
  expect(read).toMatchObject({ characterCount: text.length, wordCount: 200_007 });
  expect(read.sentiment).toBeGreaterThan(0.1);
});

test.each([
  ['This is the third time I ask, and the answer is still wrong. I give up.', 'FRUSTRATION'],
  ['I do not understand what this error means', 'CONFUSION'],
  ['Perfect, thank you, that solved it', 'SATISFACTION'],
  ['Thanks a lot for your help', 'GRATITUDE'],
  ['We need this fixed asap, the deadline is today', 'URGENCY'],
  ['How does the refund work?', 'CURIOSITY'],
])('%s shows %s', (content, emotion) => {
  expect(names(content)).toContain(emotion);
});

test('sentiment is between -1 and 1, and says which of two texts is worse', () => {
  const [bad, plain, good] = ['This is useless, nothing works.', 'Write a poem about spring.', 'Great answer, thank you!'].map(
    (content) => user(content).sentiment as number,
  ) as [number, number, number];
  expect(bad).toBeLessThan(-0.3);
  expect(Math.abs(plain)).toBeLessThan(0.3);
  expect(good).toBeGreaterThan(0.5);
  expect(good).toBeLessThanOrEqual(1);
});

test('feelings are read of users alone, traits of answers alone', () => {
  expect(answer('I am sorry, I am so annoyed.')).toMatchObject({ sentiment: null, emotions: [], traits: { isApology: true } });
  expect(user('I’m sorry, but I can’t help with that.').traits.isRefusal).toBe(false);
});

test.each([
  ['I’m sorry, but I can’t help with that.', { isRefusal: true, isApology: true }],
  ['As an AI language model, I cannot give medical advice.', { isRefusal: true, isApology: false }],
  ['I apologise for the delay. Your refund is on its way.', { isRefusal: false, isApology: true }],
  ['You can’t change the date after check-in.', { isRefusal: false, isApology: false }],
  ['Use:\n```sh\nls -la\n```', { hasCode: true, hasList: false }],
  ['const a = 1;\nconst b = a + 1;', { hasCode: true }],
  ['Steps:\n1. Open the page\n2. Press the button', { hasList: true, hasCode: false }],
  ['- one', { hasList: false }],
  ['{"done": true}', { jsonValidity: 'valid' }],
  ['```json\n[1, 2, 3]\n```', { jsonValidity: 'valid' }],
  ['{"done": tru', { jsonValidity: 'invalid' }],
  ['[1] says the paper', { jsonValidity: 'none' }],
  ['', { isRefusal: false, isApology: false, hasCode: false, hasList: false, jsonValidity: 'none' }],
] as const)('an answer %j is made of %j', (content, traits) => {
  expect(answer(content).traits).toMatchObject(traits);
});
