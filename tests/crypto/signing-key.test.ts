import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatPublicKey, parsePublicKey, verifyMinisign } from '../../crypto/minisign.ts';
import { formatSigningKey, newSigningKey, parseSigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { signer } from '../vectors/make/signatures.ts';
import { bytesOf, vectorsOf } from '../vectors/vector-file.ts';
import { emptyFolder, run } from './stock-tool.ts';

const engine = await sodiumEngine();
const utf8 = (text: string) => new TextEncoder().encode(text);

// A machine without minisign leaves these out and says so; Debian's package is `minisign`.
describe('stock minisign', () => {
  it('verifies what we sign', () => {
    const folder = emptyFolder();
    const key = newSigningKey();
    const write = (message: string) => writeFileSync(join(folder, 'keyring.json'), message);
    writeFileSync(join(folder, 'keyring.json.minisig'), signMinisign(key, utf8('«ñandú»\n')));
    const verify = () => run('minisign', ['-V', '-P', formatPublicKey(key.publicKey), '-m', 'keyring.json'], folder);
    write('«ñandú»\n');
    expect(verify()).toMatchObject({
      status: 0,
      stdout: 'Signature and comment signature verified\nTrusted comment: report-an-mp\n',
    });
    write('«nandu»\n');
    expect(verify().status).toBe(1);
  });

  it('judges the good vectors as we do', () => {
    const good = vectorsOf<{ publicKey: string; message: string; minisig: string; expect: boolean }>('minisign').filter(
      (vector) => vector.expect,
    );
    expect(good.length).toBeGreaterThan(2);
    for (const { publicKey, message, minisig } of good) {
      const folder = emptyFolder();
      writeFileSync(join(folder, 'message'), message);
      writeFileSync(join(folder, 'message.minisig'), minisig);
      expect(run('minisign', ['-V', '-P', publicKey, '-m', 'message'], folder).status).toBe(0);
    }
  });

  it('signs with our key file what we then believe', () => {
    const folder = emptyFolder();
    const key = newSigningKey();
    writeFileSync(join(folder, 'root.key'), formatSigningKey(key));
    writeFileSync(join(folder, 'keyring.json'), 'signed elsewhere — ñ\n');
    const signed = run('minisign', ['-S', '-W', '-s', 'root.key', '-m', 'keyring.json', '-t', 'later — ñ'], folder);
    expect(signed).toMatchObject({ status: 0 });
    const minisig = readFileSync(join(folder, 'keyring.json.minisig'), 'utf8');
    expect(minisig).toContain('trusted comment: later — ñ');
    expect(verifyMinisign(engine, utf8('signed elsewhere — ñ\n'), minisig, key.publicKey)).toBe(true);
    expect(verifyMinisign(engine, utf8('signed elsewhere — n\n'), minisig, key.publicKey)).toBe(false);
  });

  it('recreates our public key from our key file', () => {
    const folder = emptyFolder();
    const key = newSigningKey();
    writeFileSync(join(folder, 'root.key'), formatSigningKey(key));
    expect(run('minisign', ['-R', '-W', '-s', 'root.key', '-p', 'root.pub'], folder)).toMatchObject({ status: 0 });
    const line = readFileSync(join(folder, 'root.pub'), 'utf8').split('\n')[1] ?? '';
    expect(parsePublicKey(line)).toEqual(key.publicKey);
  });
});

describe('a signing key file', () => {
  const text = formatSigningKey(signer('a'));

  it('is read back', () => {
    expect(parseSigningKey(text)).toEqual(signer('a'));
    expect(parseSigningKey(text.slice(0, -1))).toEqual(signer('a'));
  });

  it('is that of the vector', () => {
    const [vector] = vectorsOf<{ keyFile: string; seed: string; publicKey: string }>('minisign');
    expect(vector?.keyFile).toBe(text);
    const key = parseSigningKey(vector?.keyFile ?? '');
    expect(key?.seed).toEqual(bytesOf(vector?.seed ?? ''));
    expect(key && formatPublicKey(key.publicKey)).toBe(vector?.publicKey);
  });

  it('is refused with any of its 158 bytes changed', () => {
    const [comment = '', line = ''] = text.split('\n');
    const bytes = Buffer.from(line, 'base64');
    expect(bytes).toHaveLength(158);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(parseSigningKey(`${comment}\n${changed.toString('base64')}\n`)).toBeNull();
    }
  });

  it('is refused cut, extended or without its comment', () => {
    const line = text.split('\n')[1] ?? '';
    for (const other of [
      '',
      line,
      text.slice(0, -6),
      `${text}x`,
      `${text}\n`,
      text.replace('untrusted', 'trusted'),
      `\n${text}`,
    ])
      expect(parseSigningKey(other)).toBeNull();
  });
});

it('makes another key and another id every time', () => {
  const [left, right] = [newSigningKey(), newSigningKey()];
  expect(left.seed).toHaveLength(32);
  expect(left.publicKey.id).toHaveLength(8);
  expect(left.seed).not.toEqual(right.seed);
  expect(left.publicKey).not.toEqual(right.publicKey);
});
