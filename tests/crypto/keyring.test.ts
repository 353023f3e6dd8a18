import { describe, expect, it } from 'vitest';
import { type Committee, committeeSchema } from '../../crypto/committee.ts';
import {
  daysBetween,
  type Keyring,
  KeyringError,
  laterDay,
  readKeyring,
  requireCurrent,
} from '../../crypto/keyring.ts';
import { signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { goodKeyring } from '../vectors/make/keyrings.ts';
import { signer } from '../vectors/make/signatures.ts';
import { vectorsOf } from '../vectors/vector-file.ts';

const engine = await sodiumEngine();
const utf8 = (text: string) => new TextEncoder().encode(text);

type Vector = {
  keyring: string;
  minisig: string;
  committee?: Committee;
  today?: string;
  spaces?: number;
  expect: string | null;
};
const vectors = vectorsOf<Vector>('keyring');
const committee = vectors[0]?.committee as Committee;

function codeOf(judge: () => void): string | null {
  try {
    judge();
    return null;
  } catch (error) {
    if (error instanceof KeyringError) return error.code;
    throw error;
  }
}

it.each(vectors)('vector $number $name', ({ keyring, minisig, today, spaces = 0, expect: expected }) => {
  const bytes = utf8(keyring + ' '.repeat(spaces));
  let read: Keyring | null = null;
  const code = codeOf(() => {
    read = readKeyring(engine, committee, bytes, minisig);
  });
  if (today === undefined) {
    expect(code).toBe(expected);
    if (expected === null) expect(read).toEqual(JSON.parse(keyring));
  } else {
    expect(code).toBeNull();
    expect(codeOf(() => requireCurrent(read as unknown as Keyring, today))).toBe(expected);
  }
});

it('takes a signed keyring with a doubled key as JSON.parse does, the last one', async () => {
  const text = JSON.stringify(await goodKeyring()).replace('"serial":3', '"serial":2,"serial":5');
  expect(readKeyring(engine, committee, utf8(text), signMinisign(signer('root'), utf8(text))).serial).toBe(5);
});

describe('committee.json', () => {
  it('is taken as the vectors have it', () => {
    expect(committeeSchema.parse(committee)).toEqual(committee);
  });

  it.each([
    ['another type', { type: 'keyring/v1' }],
    ['an unknown field', { note: '' }],
    ['a short id', { id: 'ab' }],
    ['an id in upper case', { id: 'AB'.repeat(16) }],
    ['a root key that is none', { rootPublicKey: 'RWQ' }],
    ['a root key with a line end', { rootPublicKey: `${committee.rootPublicKey}\n` }],
    ['serial zero', { minimumKeyringSerial: 0 }],
  ])('is refused with %s', (_, change) => {
    expect(committeeSchema.safeParse({ ...committee, ...change }).success).toBe(false);
  });
});

describe('days', () => {
  it('are counted whole, over leap days and years', () => {
    expect(daysBetween('2031-03-01', '2031-08-28')).toBe(180);
    expect(daysBetween('2032-02-28', '2032-03-01')).toBe(2);
    expect(daysBetween('2031-12-31', '2032-01-01')).toBe(1);
    expect(daysBetween('2031-03-01', '2031-03-01')).toBe(0);
  });

  it('let the later of clock and build decide', () => {
    expect(laterDay('1970-01-01', '2031-03-01')).toBe('2031-03-01');
    expect(laterDay('2031-10-01', '2031-09-30')).toBe('2031-10-01');
  });
});
