import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { formatPublicKey } from '../../../crypto/minisign.ts';
import { formatSigningKey, type SigningKey, signMinisign } from '../../../crypto/signing-key.ts';
import { fixedBytes } from '../../crypto/fixed-draw.ts';
import { hexOf, numbered, type VectorFile } from '../vector-file.ts';

/** PKCS #8 of an Ed25519 seed up to the seed (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });

/** A signing key of a name; node:crypto computes its public half. */
export function signer(name: string): SigningKey {
  const seed = fixedBytes(`signer ${name}`, 32);
  const key = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { seed, publicKey: { id: fixedBytes(`signer ${name} id`, 8), key: new Uint8Array(key) } };
}

/** A minisign signature file over given bytes, by node:crypto. */
export function minisigOver(key: SigningKey, algorithm: string, signed: Uint8Array, comment = 'report-an-mp'): string {
  const overMessage = sign(null, signed, privateKey(key.seed));
  const overComment = sign(null, Buffer.concat([overMessage, Buffer.from(comment)]), privateKey(key.seed));
  const first = Buffer.concat([Buffer.from(algorithm), key.publicKey.id, overMessage]).toString('base64');
  return `untrusted comment: ${comment}\n${first}\ntrusted comment: ${comment}\n${overComment.toString('base64')}\n`;
}

const key = signer('a');
const message = 'type: example — «ñandú» ဆုမြတ်\n';
const bytes = new TextEncoder().encode(message);
const minisig = signMinisign(key, bytes);
const lines = minisig.split('\n');
const withLine = (at: number, text: string) => lines.map((line, index) => (index === at ? text : line)).join('\n');
const turned = (line: string | undefined, at: number) => {
  const raw = Buffer.from(line ?? '', 'base64');
  raw[at] = (raw[at] ?? 0) ^ 1;
  return raw.toString('base64');
};

/** Signatures over a message, good and bad. */
export function signatures(): VectorFile {
  const publicKey = formatPublicKey(key.publicKey);
  const bad = (name: string, change: { publicKey?: string; message?: string; minisig?: string }) => ({
    name: `must fail: ${name}`,
    publicKey,
    message,
    minisig,
    ...change,
    expect: false,
  });
  const otherId = { ...key, publicKey: { ...key.publicKey, id: fixedBytes('another id', 8) } };
  return {
    purpose:
      'minisign signatures, prehashed, over the UTF-8 of `message`. Must fail means: not believed by us, even ' +
      'where stock minisign is milder (legacy `Ed`, text after the last line).',
    source: 'minisign documentation; Ed25519 by node:crypto; docs/ENVELOPE.md, "Signatures".',
    vectors: numbered([
      {
        name: 'good',
        publicKey,
        seed: hexOf(key.seed),
        keyFile: formatSigningKey(key),
        message,
        minisig,
        expect: true,
      },
      {
        name: 'good: empty message',
        publicKey,
        message: '',
        minisig: signMinisign(key, new Uint8Array(0)),
        expect: true,
      },
      {
        name: 'good: another untrusted comment',
        publicKey,
        message,
        minisig: withLine(0, 'untrusted comment: anything'),
        expect: true,
      },
      { name: 'good: no line end at the end', publicKey, message, minisig: minisig.slice(0, -1), expect: true },
      bad('another message', { message: message.replace('ñ', 'n') }),
      bad('a message with a byte more', { message: `${message}\n` }),
      bad('another trusted comment', { minisig: withLine(2, 'trusted comment: report-an-mp2') }),
      bad('empty trusted comment', { minisig: withLine(2, 'trusted comment: ') }),
      bad('legacy algorithm Ed over the message itself', { minisig: minisigOver(key, 'Ed', bytes) }),
      bad('algorithm ED over the message itself', { minisig: minisigOver(key, 'ED', bytes) }),
      bad('algorithm relabelled Ed', { minisig: withLine(1, turned(lines[1], 1).replace(/^../, 'RW')) }),
      bad('another key id in the signature', { minisig: signMinisign(otherId, bytes) }),
      bad('another key id in the public key', { publicKey: formatPublicKey(otherId.publicKey) }),
      bad('another key', { publicKey: formatPublicKey({ ...signer('b').publicKey, id: key.publicKey.id }) }),
      bad('another signer', { minisig: signMinisign(signer('b'), bytes) }),
      bad('a bit of the signature', { minisig: withLine(1, turned(lines[1], 40)) }),
      bad("a bit of the comment's signature", { minisig: withLine(3, turned(lines[3], 40)) }),
      bad('signature cut', { minisig: withLine(1, (lines[1] as string).slice(0, -4)) }),
      bad('signature without padding', { minisig: withLine(1, (lines[1] as string).replace(/=+$/, '')) }),
      bad("no comment's signature", { minisig: `${lines.slice(0, 3).join('\n')}\n` }),
      bad('no comments', { minisig: `${lines[1]}\n${lines[3]}\n` }),
      bad('a line after the end', { minisig: `${minisig}more\n` }),
      bad('an empty line after the end', { minisig: `${minisig}\n` }),
      bad('an empty line before', { minisig: `\n${minisig}` }),
      bad('CRLF', { minisig: minisig.replaceAll('\n', '\r\n') }),
      bad('empty', { minisig: '' }),
      bad('public key of all zeros', {
        publicKey: formatPublicKey({ id: key.publicKey.id, key: new Uint8Array(32) }),
        minisig: withLine(
          1,
          Buffer.concat([Buffer.from('ED'), key.publicKey.id, new Uint8Array(64)]).toString('base64'),
        ),
      }),
    ]),
  };
}
