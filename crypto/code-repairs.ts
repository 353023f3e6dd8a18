/** Every text of as many digits as a code has that is one slip away: nine groups of five. */
export function* repairsOf(digits: string): Generator<string> {
  const splice = (at: number, removed: number, added: string) =>
    digits.slice(0, at) + added + digits.slice(at + removed);
  if (digits.length === codeDigits + 1) for (let at = 0; at <= codeDigits; at++) yield splice(at, 1, '');
  if (digits.length === codeDigits - 1)
    for (let at = 0; at < codeDigits; at++) for (let digit = 0; digit < 10; digit++) yield splice(at, 0, `${digit}`);
  if (digits.length !== codeDigits) return;
  for (let at = 0; at < codeDigits; at++) for (let digit = 0; digit < 10; digit++) yield splice(at, 1, `${digit}`);
  for (let at = 0; at + 1 < codeDigits; at++) yield splice(at, 2, `${digits[at + 1]}${digits[at]}`);
  const groups = digits.match(/.{5}/g) ?? [];
  for (let left = 0; left < groups.length; left++)
    for (let right = left + 1; right < groups.length; right++) {
      const swapped = [...groups];
      swapped[left] = groups[right] as string;
      swapped[right] = groups[left] as string;
      yield swapped.join('');
    }
}

const codeDigits = 45;
