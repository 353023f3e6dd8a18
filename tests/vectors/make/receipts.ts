import { createHash } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import { fixedBytes } from '../../crypto/fixed-draw.ts';
import { hkdf, identityOf, sampleReceipt } from '../../crypto/sample.ts';
import { bytesOf, hexOf, numbered, type VectorFile } from '../vector-file.ts';

/** The code of a receipt, written with node:crypto and BigInt and none of our code. */
export function codeOf(receipt: Uint8Array): string {
  const check =
    createHash('sha256').update('report-an-mp/check/v1').update(receipt).digest().readUInt32BE() % 1_000_000;
  return (
    BigInt(`0x${hexOf(receipt)}`)
      .toString()
      .padStart(39, '0') + String(check).padStart(6, '0')
  );
}

const groups = (code: string) => code.match(/.{5}/g) ?? [];
const digitsOf = (numberingSystem: string) => {
  const format = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
  return (code: string) => [...code].map((digit) => format.format(Number(digit))).join('');
};

const receipt = sampleReceipt;
const code = codeOf(receipt);
const zero = new Uint8Array(16);
const most = new Uint8Array(16).fill(255);
const smallest = bytesOf(`${'00'.repeat(15)}01`);
const other = (digit: string | undefined, step = 1) => String((Number(digit) + step) % 10);
const put = (at: number, digit: string) => code.slice(0, at) + digit + code.slice(at + 1);
const swapped = (left: number, right: number) => {
  const list = groups(code);
  [list[left], list[right]] = [list[right] as string, list[left] as string];
  return list.join('');
};

/** Receipt codes: how they are written, and what typed text is read as. */
export function receiptCodes(): VectorFile {
  const formats = [
    ['sample', receipt],
    ['all zero', zero],
    ['largest', most],
    ['one', smallest],
    ['another', fixedBytes('receipt 2', 16)],
  ] as const;
  const exact = { kind: 'exact', receipt: hexOf(receipt) };
  const repaired = { kind: 'repaired', receipt: hexOf(receipt) };
  const slip = { kind: 'slip' };
  const written = groups(code);
  return {
    purpose: 'Receipt codes: writing 16 bytes as nine groups of five digits, and reading what a person typed.',
    source: 'docs/RECEIPT.md, "Receipt code". Check digits by node:crypto, digits of other scripts by Intl.',
    vectors: numbered([
      ...formats.map(([name, bytes]) => ({
        name: `writes: ${name}`,
        receipt: hexOf(bytes),
        expect: { code: groups(codeOf(bytes)) },
      })),
      { name: 'reads: spaces', typed: written.join(' '), expect: exact },
      { name: 'reads: no separators', typed: code, expect: exact },
      {
        name: 'reads: hyphens, tabs and lines',
        typed: `\t${written.slice(0, 5).join('-')}\n${written.slice(5).join(' - ')}\r\n`,
        expect: exact,
      },
      {
        name: 'reads: dashes, dots, no-break spaces',
        typed: written.join('–').replace('–', '.').replace('–', '\u00a0'),
        expect: exact,
      },
      { name: 'reads: isolated left-to-right', typed: `\u2066${written.join(' ')}\u2069`, expect: exact },
      ...['arab', 'arabext', 'deva', 'mymr', 'khmr', 'fullwide', 'mathmono', 'mathsans', 'mymrepka'].map((system) => ({
        name: `reads: digits ${system}`,
        typed: groups(code).map(digitsOf(system)).join(' '),
        expect: exact,
      })),
      { name: 'reads: two scripts mixed', typed: digitsOf('arab')(code.slice(0, 20)) + code.slice(20), expect: exact },
      { name: 'reads: all zero', typed: codeOf(zero), expect: { kind: 'exact', receipt: hexOf(zero) } },
      { name: 'reads: largest', typed: codeOf(most), expect: { kind: 'exact', receipt: hexOf(most) } },
      { name: 'repairs: first digit wrong', typed: put(0, code[0] === '0' ? '1' : '0'), expect: repaired },
      { name: 'repairs: last digit wrong', typed: put(44, other(code[44])), expect: repaired },
      { name: 'repairs: a check digit wrong', typed: put(40, other(code[40], 5)), expect: repaired },
      { name: 'repairs: a digit missing', typed: code.slice(0, 17) + code.slice(18), expect: repaired },
      { name: 'repairs: a digit doubled', typed: code.slice(0, 18) + code.slice(17), expect: repaired },
      {
        name: 'repairs: a digit too many',
        typed: `${code.slice(0, 9)}${other(code[9])}${code.slice(9)}`,
        expect: repaired,
      },
      { name: 'repairs: two neighbours swapped', typed: neighboursSwapped(), expect: repaired },
      { name: 'repairs: two neighbouring groups swapped', typed: swapped(3, 4), expect: repaired },
      { name: 'repairs: first and last group swapped', typed: swapped(0, 8), expect: repaired },
      { name: 'must fail: nothing', typed: '', expect: slip },
      { name: 'must fail: separators only', typed: ' - - ', expect: slip },
      {
        name: 'must fail: two digits wrong',
        typed: put(3, other(code[3])).slice(0, 30) + other(code[30]) + code.slice(31),
        expect: slip,
      },
      { name: 'must fail: two digits missing', typed: code.slice(2), expect: slip },
      { name: 'must fail: two digits too many', typed: `${code}00`, expect: slip },
      { name: 'must fail: two groups left out', typed: written.slice(2).join(' '), expect: slip },
      { name: 'must fail: a letter O for a zero', typed: `${code.slice(0, 44)}O`, expect: slip },
      { name: 'must fail: superscript digits', typed: `${code.slice(0, 44)}²`, expect: slip },
      { name: 'must fail: hexadecimal', typed: hexOf(receipt), expect: slip },
      {
        name: 'must fail: 2^128 with check digits of zero',
        typed: String(2n ** 128n) + codeOf(zero).slice(39),
        expect: slip,
      },
      {
        name: 'must fail: 2^128 plus the value, its check digits',
        typed: String(2n ** 128n + BigInt(`0x${hexOf(receipt)}`)) + code.slice(39),
        expect: slip,
      },
      { name: 'must fail: thirty-nine nines', typed: '9'.repeat(39) + code.slice(39), expect: slip },
      {
        name: 'must fail: check digits of another code',
        typed: code.slice(0, 39) + codeOf(most).slice(39),
        expect: slip,
      },
      { name: 'must fail: more than 4,000 characters', typed: `${code}${' '.repeat(4_000)}`, expect: slip },
      ...foundIn(written).map(([name, typed]) => ({ name: `finds: ${name}`, typed, expect: exact })),
      {
        name: 'finds: a saved file with a number',
        typed: `${written.join(' ')}\n\n№ 12\n`,
        expect: { ...exact, seen: 12 },
      },
      { name: 'finds: the same in one line', typed: `${written.join(' ')}№ ١٢`, expect: { ...exact, seen: 12 } },
      ...mendedIn(written).map(([name, typed]) => ({ name: `repairs: ${name}`, typed, expect: repaired })),
      ...zerosDropped(groups(codeOf(smallest))).map(([name, typed]) => ({
        name: `repairs: ${name}`,
        typed,
        expect: { kind: 'repaired', receipt: hexOf(smallest) },
      })),
      ...[written, groups(codeOf(most)).slice(0, 8).concat('87418')].map((other) => ({
        name: `tells apart: another code${other === written ? '' : ' with a slip'} beside it`,
        typed: `${groups(codeOf(zero)).join(' ')}\n${other.join(' ')}`,
        expect: { kind: 'several' },
      })),
      { name: 'tells apart: two codes in one run of digits', typed: code + codeOf(most), expect: { kind: 'several' } },
    ]),
  };
}

/** What notes, chats, mails, spreadsheets and pages put around a code and between its groups. */
function foundIn(written: readonly string[]): [string, string][] {
  const line = written.join(' ');
  return [
    ['a saved file', `${line}\n\n№ \n`],
    ['minus signs', written.join('−')],
    ['Arabic commas', written.join('، ')],
    ['a word before it', `Code: ${line}`],
    ['a word that touches it', `code${written.join('')}`],
    ['Arabic words around it', `الرمز: ${digitsOf('arab')(line.replaceAll(' ', ''))} شكرا`],
    [
      'no-break, thin and ideographic spaces',
      written.join('\u00a0').replace('\u00a0', '\u2009').replace('\u00a0', '\u3000'),
    ],
    ['a line a group, as a quoted mail', written.map((group) => `> ${group}`).join('\r\n')],
    ['a numbered list', written.map((group, at) => `${at + 1}. ${group}`).join('\n')],
    ['named groups', written.map((group, at) => `Group ${at + 1}: ${group}`).join(', ')],
    ['bullets', written.map((group) => `• ${group}`).join('\n')],
    ['cells of a table', `| ${written.join(' | ')} |`],
    ['tabs', written.join('\t')],
    ['quoted cells', written.map((group) => `"${group}"`).join(';')],
    ['JSON', JSON.stringify(written)],
    ['HTML', written.map((group) => `<td style="width:20pt">${group}</td>`).join('')],
    ['named spaces of HTML', written.join('&nbsp;')],
    ['spaces of an address', written.join('%20')],
    ['soft line ends of a mail', written.join('=20\n')],
    ['stars of a chat', `*${line}*`],
    ['a chat with a time', `[30/11/2031, 21:41:30] Ana: ${line}`],
    ['two lines of a chat', `[12:03] A: ${written.slice(0, 4).join(' ')}\n[12:04] A: ${written.slice(4).join(' ')}`],
    ['other numbers around it', `+999 12345678, 12345; ${line}; 2031`],
    ['keycaps', line.replace(/\d/g, (digit) => `${digit}\ufe0f\u20e3`)],
    ['groups of four', written.join('').replace(/.{4}/g, (four) => `${four} `)],
    ['the same code twice', `${line}\n${line}`],
  ];
}

/** Ways in which hands and devices change the groups themselves. */
function mendedIn(written: readonly string[]): [string, string][] {
  const line = written.join(' ');
  const short = written.with(3, (written[3] as string).slice(1)).join(' ');
  return [
    ['a letter O for each zero', line.replaceAll('0', 'O')],
    ['letters l and S for digits', line.replace('1', 'l').replace('5', 'S')],
    ['a digit missing, after a word', `Code: ${short}`],
    ['a digit missing, before a number', `${short}№ `],
  ];
}

/** What spreadsheets make of groups that they take for numbers. */
function zerosDropped(written: readonly string[]): [string, string][] {
  const numbers = written.map(Number);
  return [
    ['cells without leading zeros', numbers.join('\t')],
    ['lines with dividers of thousands', numbers.map((number) => number.toLocaleString('de')).join('\n')],
    ['cells with spaces for thousands', numbers.map((number) => number.toLocaleString('fr')).join('\t')],
  ];
}

function neighboursSwapped(): string {
  const at = [...code].findIndex((digit, index) => index > 9 && digit !== code[index + 1]);
  return code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
}

/** Everything that is derived from a receipt; node:crypto and typage compute it. */
export async function receiptKeys(): Promise<VectorFile> {
  const receipts = { sample: receipt, 'all zero': zero, largest: most };
  return {
    purpose: 'The four values derived from the 16 bytes of a receipt, and the recipient of its answers.',
    source: 'RFC 5869 by node:crypto hkdfSync; recipient by age-encryption 0.3.1; docs/RECEIPT.md, "Receipt keys".',
    vectors: numbered(
      await Promise.all(
        Object.entries(receipts).map(async ([name, bytes]) => {
          const token = hkdf(bytes, 'mailbox token');
          const identity = hkdf(bytes, 'reply identity');
          const recipient = await identityToRecipient(identityOf(identity));
          return {
            name,
            receipt: hexOf(bytes),
            expect: {
              mailboxToken: hexOf(token),
              mailboxId: createHash('sha256').update(token).digest('hex'),
              threadKey: hexOf(hkdf(bytes, 'thread key')),
              replyIdentity: hexOf(identity),
              replyRecipientSha256: createHash('sha256').update(recipient).digest('hex'),
            },
          };
        }),
      ),
    ),
  };
}
