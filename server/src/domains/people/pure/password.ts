/** In UTF-16 code units. */
export const minPasswordLength = 10;
export const maxPasswordLength = 128;

/**
 * What is tried first, of 10 characters or more: from lists of passwords that leaked, without their shorter ones. Compared in lower case,
 * without what is no letter or digit at the end.
 */
const common = new Set(
  `1q2w3e4r5t 1qaz2wsx3edc 1qaz2wsx3e qwertyuiop qwerty12345 qwerty123456 q1w2e3r4t5 q1w2e3r4t5y6 asdfghjkl qazwsxedc zaq12wsx password
  password1 password12 password123 password1234 password12345 passw0rd p4ssw0rd passwordpassword iloveyou iloveyou123 letmein letmein123 welcome welcome1 welcome123
  welcome2024 welcome2025 welcome2026 administrator admin12345 admin123456 adminadmin changeme changeme123 trustno1 superman123 batman1234 football123 baseball123 basketball
  liverpool1 chelsea123 manchester michelle12 charlie123 jennifer12 princess123 sunshine123 sunshine12 dragon1234 monkey1234 master1234 shadow1234 computer12 internet123
  starwars123 pokemon123 whatever123 mypassword mypassword1 secret1234 secretsecret testtest12 test123456 testpassword finetunelab finetunelab1 temporary1 temporary123 default123
  abcd123456 abc1234567 a123456789 aa12345678 qwe1234567 pass123456 passpasspass correcthorsebatterystaple summer2024 summer2025 summer2026 winter2024 winter2025 winter2026
  spring2025 spring2026 autumn2025 autumn2026 january2026 december2025 november2026 hello12345 helloworld helloworld1 iloveyou12 michael123 jordan2323 killer1234
  asdfasdfasdf asdf123456 zxcvbnm123 zxcvbnmasdf qwertyqwerty qwertyasdf 147258369 1234qwerasdf 123qweasdzxc 123qweasd`.split(/\s+/),
);

/** Why a password is not taken, to be read after the field's name; null: it is taken. `personal`: the person's address and name. */
export function badPassword(password: string, personal: readonly string[]): string | null {
  if (password.length < minPasswordLength) return `has ${password.length} characters; at least ${minPasswordLength} are needed`;
  if (password.length > maxPasswordLength) return `has ${password.length} characters; at most ${maxPasswordLength} are taken`;
  const plain = password.toLowerCase();
  if (common.has(plain) || common.has(plain.replace(/[^\p{L}\p{N}]+$/u, '')) || isSimple(plain))
    return 'is among the first that are tried; use several words that do not belong together';
  if (personal.some((text) => text !== '' && plain.replace(/\d+$/, '') === text.toLowerCase()))
    return 'is your address or name; use several words that do not belong together';
  return null;
}

/** One to three characters again and again, or a run of the alphabet or the digits, up or down. */
function isSimple(text: string): boolean {
  if (new Set(text).size <= 3) return true;
  const steps = new Set([...text].slice(1).map((letter, place) => (letter.codePointAt(0) ?? 0) - (text.codePointAt(place) ?? 0)));
  return /^[01]*1234567890?[0-9]*$/.test(text) || (steps.size === 1 && [1, -1].includes([...steps][0] as number));
}
