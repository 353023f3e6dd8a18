import { createHash } from 'node:crypto';
import { headerLength } from '../../../crypto/envelope-shape.ts';
import type { Draw } from '../../../crypto/random.ts';
import { sealWith } from '../../../crypto/seal.ts';
import { sodiumEngine } from '../../../crypto/sodium-engine.ts';
import { fixedDraw } from '../../crypto/fixed-draw.ts';
import { reader, sampleReport } from '../../crypto/sample.ts';
import { hexOf, numbered, type VectorFile } from '../vector-file.ts';
import { type PayloadRecipe, payloadOf } from './payloads.ts';

/** Everything that an envelope is a function of. */
export interface EnvelopeRecipe {
  readonly name: string;
  readonly readers: readonly string[];
  readonly payload: PayloadRecipe;
}

/** Seals a recipe under the draw of its name; also tells what was drawn. */
export async function sealRecipe({ name, readers, payload }: EnvelopeRecipe) {
  const random: string[] = [];
  const fixed = fixedDraw(`envelope ${name}`);
  const draw: Draw = (length) => {
    const bytes = fixed(length);
    random.push(hexOf(bytes));
    return bytes;
  };
  const people = await Promise.all(readers.map(reader));
  const envelope = sealWith(
    draw,
    await sodiumEngine(),
    people.map(({ recipient }) => recipient),
    payloadOf(payload),
  );
  return { bytes: await envelope.slice(0, envelope.size), identities: people.map(({ identity }) => identity), random };
}

/** The recipes of the committed envelopes. */
export async function envelopeRecipes(): Promise<readonly EnvelopeRecipe[]> {
  const report = JSON.stringify(await sampleReport());
  return [
    { name: 'one reader, no files', readers: ['a'], payload: { report, files: [] } },
    {
      name: 'two readers, two files',
      readers: ['a', 'b'],
      payload: {
        report,
        files: [
          { label: 'file 1', length: 65_536 },
          { label: 'file 2', length: 70_001 },
        ],
      },
    },
  ];
}

/** Whole envelopes under a fixed draw. */
export async function envelopes(): Promise<VectorFile> {
  return {
    purpose:
      'Envelopes under a fixed draw. `random` lists what was drawn in order: file key (16 bytes), 64 bytes for ' +
      'the encapsulation of each recipient, payload nonce (16 bytes).',
    source:
      'age v1 (C2SP.org/age), hybrid recipients; age-encryption 0.3.1 opens each in a test. Case 1 is also ' +
      'stored whole, as envelope-1.age; docs/ENVELOPE.md, "Envelope".',
    vectors: numbered(
      await Promise.all(
        (await envelopeRecipes()).map(async (recipe) => {
          const { bytes, identities, random } = await sealRecipe(recipe);
          return {
            ...recipe,
            identities,
            random,
            expect: {
              size: bytes.length,
              header: new TextDecoder().decode(bytes.subarray(0, headerLength(identities.length))),
              sha256: createHash('sha256').update(bytes).digest('hex'),
            },
          };
        }),
      ),
    ),
  };
}

/** A header edit: what is replaced in the text of the header, once, and by what. */
const headerEdits = (header: string, stanzas: { classic: string; scrypt: string }) => {
  const lines = header.split('\n');
  const [version = '', stanza = '', body = '', mac = ''] = lines;
  const text = (...all: string[]) => `${all.join('\n')}\n`;
  /** The last of 1,494 or 43 characters carries 2 or 4 bits that must be zero. */
  const trailing = (line: string) => `${line.slice(0, -1)}${String.fromCharCode(line.charCodeAt(line.length - 1) + 1)}`;
  return [
    ['classic X25519 stanza alone', text(version, ...stanzas.classic.split('\n'), mac)],
    ['classic X25519 stanza beside a hybrid one', text(version, stanza, body, ...stanzas.classic.split('\n'), mac)],
    ['classic X25519 stanza before a hybrid one', text(version, ...stanzas.classic.split('\n'), stanza, body, mac)],
    ['scrypt stanza', text(version, ...stanzas.scrypt.split('\n'), mac)],
    ['grease stanza beside a hybrid one', text(version, stanza, body, '-> Zx-grease', 'AAAA', mac)],
    ['no stanza', text(version, mac)],
    ['eleven stanzas', text(version, ...Array(11).fill(`${stanza}\n${body}`), mac)],
    ['CRLF', header.replaceAll('\n', '\r\n')],
    ['CRLF on the version line', header.replace('\n', '\r\n')],
    ['extra argument', header.replace(stanza, `${stanza} x`)],
    ['two spaces', header.replace('-> mlkem', '->  mlkem')],
    ['stanza type in upper case', header.replace('mlkem768x25519', 'MLKEM768X25519')],
    ['non-zero trailing bits in the share', header.replace(stanza, trailing(stanza))],
    ['non-zero trailing bits in the body', header.replace(body, trailing(body))],
    ['non-zero trailing bits in the MAC', header.replace(mac, trailing(mac))],
    ['padding on the body', header.replace(body, `${body}=`)],
    ['padding on the MAC', header.replace(mac, `${mac}=`)],
    ['URL-safe base64', header.replace(/[+/]/, (character) => (character === '+' ? '-' : '_'))],
    ['share too short', header.replace(stanza, stanza.slice(0, -4))],
    ['body in two lines', header.replace(body, `${body.slice(0, 20)}\n${body.slice(20)}`)],
    ['body too long', header.replace(body, `${body.slice(0, -1)}AAAAA`)],
    ['upper-case version', header.replace(version, version.toUpperCase())],
    ['version 2', header.replace('/v1', '/v2')],
    ['byte order mark', `\ufeff${header}`],
    ['armor', `-----BEGIN AGE ENCRYPTED FILE-----\n${header}`],
    ['short MAC', header.replace(mac, mac.slice(0, -4))],
    ['no MAC', header.replace(mac, '---')],
    ['space after the MAC', header.replace(mac, `${mac} `)],
    ['empty line before the MAC', header.replace(mac, `\n${mac}`)],
  ].map(([name, edited]) => ({ name: `must fail: ${name}`, header: edited as string, expect: 'not-an-envelope' }));
};

/** Stanzas of other kinds, in the shape that age gives them. */
const foreignStanzas = {
  classic: `-> X25519 ${'A'.repeat(42)}E\n${'A'.repeat(42)}E`,
  scrypt: `-> scrypt ${'A'.repeat(21)}A 18\n${'A'.repeat(42)}E`,
};

/** What must not open: other headers, altered bodies, other identities. */
export async function brokenEnvelopes(): Promise<VectorFile> {
  const recipe = (await envelopeRecipes())[1] as EnvelopeRecipe;
  const { bytes } = await sealRecipe(recipe);
  const front = headerLength(2);
  const body = front + 16;
  const sealedChunk = 65_536 + 16;
  const flip = (name: string, at: number) => ({
    name: `must fail: a bit of ${name}`,
    edit: { flip: at },
    expect: 'envelope-broken',
  });
  const cut = (name: string, at: number, expect = 'envelope-broken') => ({
    name: `must fail: cut ${name}`,
    edit: { cut: at },
    expect,
  });
  const first = (await envelopeRecipes())[0] as EnvelopeRecipe;
  const header = new TextDecoder().decode((await sealRecipe(first)).bytes.subarray(0, headerLength(1)));
  return {
    purpose:
      'What must not open, and the code it is refused by. `header` stands before the body of case 1 of ' +
      'envelope.json; `edit` changes case 2: `flip` turns the lowest bit of the byte at an offset, `cut` keeps that ' +
      'many bytes, `extend` appends that many zeros.',
    source: 'age v1 (C2SP.org/age); docs/ENVELOPE.md, "Envelope".',
    vectors: numbered([
      ...headerEdits(header, foreignStanzas),
      flip('the MAC', front - 10),
      flip('the nonce', front),
      flip('the end of the nonce', body - 1),
      flip('the first chunk', body),
      flip('the end of the first chunk', body + 65_535),
      flip('the first tag', body + 65_536),
      flip("the first tag's end", body + sealedChunk - 1),
      flip('the second chunk', body + sealedChunk),
      flip('the third chunk', body + 2 * sealedChunk + 7),
      flip('the last tag', bytes.length - 16),
      flip('the last byte', bytes.length - 1),
      cut('inside the header', 1000, 'not-an-envelope'),
      cut('after the header', front),
      cut('inside the nonce', front + 8),
      cut('before the first chunk', body),
      cut('inside the first chunk', body + 10),
      cut('inside the first tag', body + 65_540),
      cut('after the first chunk', body + sealedChunk),
      cut('before the last chunk', bytes.length - sealedChunk),
      cut('by a tag', bytes.length - 16),
      cut('by a byte', bytes.length - 1),
      { name: 'must fail: a zero more', edit: { extend: 1 }, expect: 'envelope-broken' },
      { name: "must fail: a tag's length more", edit: { extend: 16 }, expect: 'envelope-broken' },
      { name: "must fail: a sealed chunk's length more", edit: { extend: sealedChunk }, expect: 'envelope-broken' },
      { name: 'must fail: another identity', edit: {}, reader: 'c', expect: 'wrong-identity' },
    ]),
  };
}
