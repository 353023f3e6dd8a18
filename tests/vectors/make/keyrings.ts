import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import type { Committee } from '../../../crypto/committee.ts';
import { formatPublicKey } from '../../../crypto/minisign.ts';
import { formatRecipient } from '../../../crypto/recipient.ts';
import { type SigningKey, signMinisign } from '../../../crypto/signing-key.ts';
import { fixedBytes } from '../../crypto/fixed-draw.ts';
import { reader, sampleCommitteeId } from '../../crypto/sample.ts';
import { numbered, type VectorFile } from '../vector-file.ts';
import { minisigOver, signer } from './signatures.ts';

const root = signer('root');
const line = (name: string) => formatPublicKey(signer(name).publicKey);

/** What the builds of these vectors believe. */
export const committee: Committee = {
  type: 'committee/v1',
  id: sampleCommitteeId,
  rootPublicKey: formatPublicKey(root.publicKey),
  minimumKeyringSerial: 3,
};

/** A classic recipient; typage makes it of a labelled seed. */
const classic = (label: string) =>
  identityToRecipient(bech32.encodeFromBytes('AGE-SECRET-KEY-', fixedBytes(label, 32)).toUpperCase());

/** A classic recipient that begins like a hybrid one: one in 32 does. */
async function lookalike(): Promise<string> {
  for (let number = 0; ; number++) {
    const recipient = await classic(`classic ${number}`);
    if (recipient.startsWith('age1p')) return recipient;
  }
}

/** A keyring that is good in everything. */
export async function goodKeyring() {
  const a = await reader('a');
  return {
    type: 'keyring/v1',
    committee: sampleCommitteeId,
    serial: 3,
    notBefore: '2031-03-01',
    expires: '2031-08-28',
    origins: ['https://safe.example', `http://${'a'.repeat(56)}.onion`],
    recipients: [{ label: 'Secretariat — Île · နှစ်', recipient: a.recipient }],
    replyKeys: [{ publicKey: line('reply'), from: '2031-03-01', until: '2031-08-28', revoked: false }],
    assetKeys: [{ publicKey: line('asset'), from: '2031-03-01', until: '2031-08-28' }],
  };
}

/** Signed keyrings, good and bad. */
export async function keyrings(): Promise<VectorFile> {
  const good = await goodKeyring();
  const sign = (keyring: string, key: SigningKey = root) => signMinisign(key, new TextEncoder().encode(keyring));
  const signed = (name: string, keyring: unknown, expect: string | null, rest: object = {}) => {
    const text = typeof keyring === 'string' ? keyring : JSON.stringify(keyring);
    return { name: expect ? `must fail: ${name}` : name, keyring: text, minisig: sign(text), ...rest, expect };
  };
  const text = JSON.stringify(good);
  const sealedTo = (recipient: string) => ({ ...good, recipients: [good.recipients[0], { label: 'x', recipient }] });
  const hybrid = (bytes: Uint8Array) => formatRecipient(bytes);
  const unreduced = fixedBytes('unreduced', 1216).fill(0xff, 0, 3);
  const malformed = (name: string, change: object) => signed(name, { ...good, ...change }, 'keyring-malformed');
  const eleven = await Promise.all(
    Array.from({ length: 11 }, async (_, at) => ({
      label: `${at}`,
      recipient: (await reader(`many ${at}`)).recipient,
    })),
  );
  const recipient = good.recipients[0]?.recipient ?? '';
  return {
    purpose:
      'Keyrings with their signatures, judged under `committee`. Where `today` stands, the keyring is read ' +
      'well and then judged for that day; `spaces` are that many appended to the text.',
    source: `docs/ENVELOPE.md, "Keyring". Root of the committee: ${committee.rootPublicKey}`,
    vectors: numbered([
      signed('good', good, null, { committee }),
      signed('good: ten readers', { ...good, recipients: eleven.slice(1) }, null),
      signed('good: 180 days', { ...good, expires: '2031-08-28' }, null, { today: '2031-03-01' }),
      signed('good: its last day', good, null, { today: '2031-08-28' }),
      signed('good: a later serial', { ...good, serial: 4 }, null),
      signed('the day before its first', good, 'keyring-not-yet', { today: '2031-02-28' }),
      signed('the day after its last', good, 'keyring-expired', { today: '2031-08-29' }),
      { ...signed('unsigned', good, 'keyring-unsigned'), minisig: '' },
      { ...signed('signed by another key', good, 'keyring-unsigned'), minisig: sign(text, signer('b')) },
      {
        ...signed('signature over another text', good, 'keyring-unsigned'),
        keyring: text.replace('2031-08-28', '2031-08-27'),
      },
      { ...signed('signature over another layout', good, 'keyring-unsigned'), keyring: JSON.stringify(good, null, 1) },
      {
        ...signed('legacy signature Ed', good, 'keyring-unsigned'),
        minisig: minisigOver(root, 'Ed', new TextEncoder().encode(text)),
      },
      signed('another committee', { ...good, committee: '0'.repeat(32) }, 'keyring-foreign'),
      signed('serial older than the build takes', { ...good, serial: 2 }, 'keyring-too-old'),
      malformed('181 days', { expires: '2031-08-29' }),
      malformed('another type', { type: 'answer/v1' }),
      malformed('no type', { type: undefined }),
      malformed('unknown field', { note: 'x' }),
      malformed('unknown field of a recipient', { recipients: [{ ...good.recipients[0], note: 'x' }] }),
      malformed('no recipients', { recipients: [] }),
      malformed('eleven recipients', { recipients: eleven }),
      malformed('no origins', { origins: [] }),
      malformed('an origin with a path', { origins: ['https://safe.example/en'] }),
      malformed('serial zero', { serial: 0 }),
      malformed('serial as text', { serial: '3' }),
      malformed('serial not whole', { serial: 3.5 }),
      malformed('a day with a time', { notBefore: '2031-03-01T00:00Z' }),
      malformed('a month of no calendar', { notBefore: '2031-13-01' }),
      malformed('the thirtieth of February', { notBefore: '2031-02-30' }),
      malformed('a last day before the first', { expires: '2031-02-28' }),
      malformed('a reply key that is none', { replyKeys: [{ ...good.replyKeys[0], publicKey: 'RWQ' }] }),
      signed('not JSON', 'keyring', 'keyring-malformed'),
      signed('a list', [good], 'keyring-malformed'),
      signed('byte order mark', `\ufeff${text}`, 'keyring-malformed'),
      {
        ...signed('longer than 64 KiB', `${text}${' '.repeat(65_536)}`, 'keyring-malformed'),
        keyring: text,
        spaces: 65_536,
      },
      signed('classic recipient beside a hybrid one', sealedTo(await classic('classic')), 'keyring-classic-recipient'),
      signed('classic recipient that begins age1p', sealedTo(await lookalike()), 'keyring-classic-recipient'),
      signed('all-zero key', sealedTo(hybrid(new Uint8Array(1216))), 'keyring-bad-recipient'),
      signed(
        'key of zeros in X25519 only',
        sealedTo(hybrid(fixedBytes('zero', 1216).fill(0, 1184))),
        'keyring-bad-recipient',
      ),
      signed('key with a coefficient beyond 3328', sealedTo(hybrid(unreduced)), 'keyring-bad-recipient'),
      signed('key a byte short', sealedTo(hybrid(new Uint8Array(1215).fill(1))), 'keyring-bad-recipient'),
      signed('recipient in upper case', sealedTo(recipient.toUpperCase()), 'keyring-bad-recipient'),
      signed(
        'recipient with a wrong check character',
        sealedTo(`${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`),
        'keyring-bad-recipient',
      ),
      signed('recipient with a space', sealedTo(` ${recipient}`), 'keyring-bad-recipient'),
    ]),
  };
}
