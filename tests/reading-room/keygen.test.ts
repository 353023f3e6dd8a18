import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatSigningKey, newSigningKey } from '../../crypto/signing-key.ts';
import { run } from '../crypto/stock-tool.ts';
import { errorCode, type Ran, ran } from './desk.ts';
import { newFolder, quickIdentity, quickLock } from './sample.ts';

const minisign = '/usr/bin/minisign';
let folder: string;
let keys: string;
let made: Ran;
const at = (name: string) => join(keys, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
const keygenTo = (out: string, ...more: string[]) => ['keygen', '--out', out, '--origin', 'https://a.example', ...more];

beforeAll(async () => {
  folder = await newFolder();
  keys = join(folder, 'keys');
  made = await ran(keygenTo(keys, '--origin', 'http://abc234.onion/', '--passphrases-to', keys, '--label', 'ຫ້ອງອ່ານ'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('keygen', () => {
  it('makes a committee, three locked keys and a signed keyring, and nothing else', async () => {
    expect(made).toMatchObject({ status: 0 });
    expect((await readdir(folder)).sort()).toEqual(['keys']);
    expect((await readdir(keys)).sort()).toEqual([
      'committee.json',
      'identity.key.age',
      'identity.passphrase',
      'keyring-0001.json',
      'keyring-0001.json.minisig',
      'reply.key.age',
      'reply.passphrase',
      'root.key.age',
      'root.passphrase',
    ]);
    for (const name of ['identity', 'reply', 'root'].flatMap((key) => [`${key}.key.age`, `${key}.passphrase`]))
      expect((await stat(at(name))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(text('keyring-0001.json'))).toMatchObject({
      serial: 1,
      notBefore: '2031-03-01',
      expires: '2031-08-28',
      origins: ['https://a.example', 'http://abc234.onion'],
      recipients: [{ label: 'ຫ້ອງອ່ານ' }],
      replyKeys: [{ publicKey: expect.stringMatching(/^RW/), from: '2031-03-01', until: '2031-08-28', revoked: false }],
      assetKeys: [],
    });
    expect(made.out).toMatch(/^ {2}(?:\d{5} ){7}\d{5}$/m);
  });

  it('keeps passphrases off the terminal when they go to files, and warns', () => {
    const words = text('identity.passphrase').trim();
    expect(words).toMatch(/^[a-z]+(?:-[a-z]+){6}$/);
    expect(words).not.toBe(text('root.passphrase').trim());
    expect(made.out + made.err).not.toContain(words);
    expect(made.err).toContain('warning:');
  });

  it('signs so that stock minisign agrees', () => {
    if (!existsSync(minisign)) throw new Error('This test needs Debian’s minisign: apt-get install minisign');
    const key = (JSON.parse(text('committee.json')) as { rootPublicKey: string }).rootPublicKey;
    const verify = (name: string) =>
      run(minisign, ['-V', '-P', key, '-m', name, '-x', at('keyring-0001.json.minisig')], keys);
    expect(verify(at('keyring-0001.json'))).toMatchObject({ status: 0, stderr: '' });
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, `${text('keyring-0001.json')} `);
    expect(verify(changed).status).toBe(1);
  });

  it('locks an identity that typage alone opens, for the recipient of the keyring', async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(text('identity.passphrase').trim());
    const identity = /^AGE-SECRET-KEY-PQ-1.*$/m.exec(
      await decrypter.decrypt(readFileSync(at('identity.key.age')), 'text'),
    );
    const recipient = await identityToRecipient(identity?.[0] ?? '');
    expect(text('keyring-0001.json')).toContain(recipient);
  });

  it('overwrites nothing', async () => {
    const before = text('committee.json');
    expect(errorCode(await ran(keygenTo(keys, '--passphrases-to', keys)))).toBe('already-exists');
    expect(text('committee.json')).toBe(before);
  });

  it('shows no passphrase where nobody looks', async () => {
    expect(errorCode(await ran(keygenTo(join(folder, 'other'))))).toBe('no-terminal');
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('leaves nothing behind when the passphrases cannot be written', async () => {
    const blocked = join(folder, 'blocked');
    await mkdir(blocked);
    writeFileSync(join(blocked, 'root.passphrase'), 'mine');
    const fresh = join(folder, 'fresh');
    expect(errorCode(await ran(keygenTo(fresh, '--passphrases-to', blocked)))).toBe('already-exists');
    expect(await readdir(blocked)).toEqual(['root.passphrase']);
    expect((await readdir(folder)).filter((name) => name.includes('fresh'))).toEqual([]);
  });

  it.each([
    ['a keyring of more than 180 days', ['--days', '181']],
    ['a day that no calendar has', ['--not-before', '2031-02-30']],
    ['an origin with a path', ['--origin', 'https://a.example/form']],
    ['a plain http origin', ['--origin', 'http://a.example']],
    ['a label that steers the terminal', ['--label', 'a\u202eb']],
    ['a committee id that is none', ['--id', 'XYZ']],
  ])('refuses %s', async (_what, options) => {
    expect(errorCode(await ran(keygenTo(join(folder, 'other'), ...options), { isTerminal: true }))).toBe(
      'option-value',
    );
  });
});

describe('keyring', () => {
  const verify = (path: string, today = '2031-03-02') =>
    ran(['keyring', 'verify', '--committee', at('committee.json'), path], { today });

  it('says what a good keyring holds, and how long', async () => {
    const good = await verify(at('keyring-0001.json'));
    expect(good).toMatchObject({ status: 0, err: '' });
    expect(good.out).toContain('ຫ້ອງອ່ານ');
    expect(good.out).toMatch(/root +(?:\d{5} ){7}\d{5}/);
    expect(good.out).toContain('179 days left');
    expect((await verify(at('keyring-0001.json'), '2031-02-28')).out).toContain('keyring-not-yet');
    expect((await verify(at('keyring-0001.json'), '2031-08-29')).out).toContain('keyring-expired');
  });

  it('believes no keyring with another byte, and none of another committee', async () => {
    const other = join(folder, 'altered.json');
    writeFileSync(other, text('keyring-0001.json').replace('https://a.example', 'https://b.example'));
    await cp(at('keyring-0001.json.minisig'), `${other}.minisig`);
    expect(errorCode(await verify(other))).toBe('keyring-unsigned');
    const foreign = join(folder, 'committee.json');
    writeFileSync(foreign, text('committee.json').replace(/"id": "../, '"id": "ff'));
    expect(errorCode(await ran(['keyring', 'verify', '--committee', foreign, at('keyring-0001.json')]))).toBe(
      'keyring-foreign',
    );
  });

  it('signs the next keyring once its draft is good', async () => {
    const sign = (draft: string) =>
      ran(['keyring', 'sign', '--committee', at('committee.json'), '--root', at('root.key.age'), draft], {
        types: [` ${text('root.passphrase').trim()} `],
      });
    const draft = join(folder, 'keyring-0002.json');
    writeFileSync(draft, text('keyring-0001.json').replace('"serial": 1', '"serial": 2'));
    const signed = await sign(draft);
    expect(signed).toMatchObject({ status: 0 });
    expect((await verify(draft)).status).toBe(0);
    expect(errorCode(await sign(draft))).toBe('already-exists');
    const bad = join(folder, 'keyring-0003.json');
    writeFileSync(bad, text('keyring-0001.json').replace('2031-08-28', '2031-02-01'));
    expect(errorCode(await sign(bad))).toBe('keyring-malformed');
    expect(existsSync(`${bad}.minisig`)).toBe(false);
  });

  it('signs with no root but the committee’s', async () => {
    const draft = join(folder, 'keyring-0004.json');
    await cp(at('keyring-0001.json'), draft);
    const signWith = ({ path, passphraseFile }: { path: string; passphraseFile: string }) => {
      const files = ['--committee', at('committee.json'), '--root', path, '--passphrase-file', passphraseFile];
      return ran(['keyring', 'sign', ...files, draft]);
    };
    expect(errorCode(await signWith(await quickIdentity(folder)))).toBe('not-a-signing-key');
    expect(errorCode(await signWith(await quickLock(folder, 'other-root', formatSigningKey(newSigningKey()))))).toBe(
      'root-differs',
    );
    expect(existsSync(`${draft}.minisig`)).toBe(false);
  });
});
