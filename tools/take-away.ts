import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PublishedKeyring } from '../server/keyrings.ts';
import type { Assets } from '../views/page.ts';
import type { CarriedKeyring } from '../views/pages/take-away.tsx';

/** What is put inline, by the name of its place. */
export interface Inline {
  readonly style: string;
  /** The page's script, and the one that seals. */
  readonly script: string;
  readonly 'copy-worker': string;
  readonly 'paste-worker': string;
}

/** Reads what the served pages have too. */
export function inlineOf(publicFolder: string, assets: Assets, script: string): Inline {
  const read = (path: string) => readFileSync(join(publicFolder, path), 'utf8');
  return {
    style: read(assets.style),
    script,
    'copy-worker': read(assets.copyWorker),
    'paste-worker': read(assets.pasteWorker),
  };
}

/**
 * Policy of the take-away form: one script and one style sheet, each by its hash; workers made of the file's own text;
 * and no way to ask a network for anything. Browsers of before 2022 know `child-src` instead of `worker-src`.
 */
export function policyOf({ style, script }: Inline): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    'worker-src blob:',
    'child-src blob:',
    "frame-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types seal-worker',
  ].join('; ');
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The keyring as the file carries it. */
export function carriedKeyring({ keyring, bytes, minisig }: PublishedKeyring): CarriedKeyring {
  return {
    bytes: Buffer.from(bytes).toString('base64'),
    minisig: Buffer.from(minisig).toString('base64'),
    expires: keyring.expires,
    origins: keyring.origins,
  };
}

/** What would end an element early, or change how the rest of it is read. */
const ending = /<!--|<\/?(?:script|style)/i;

/** Puts style and scripts into their places. @throws Error if a text cannot stand there as it is, or has no place. */
export function withInline(html: string, inline: Inline): string {
  let whole = html;
  for (const [name, text] of Object.entries(inline)) {
    if (ending.test(text)) throw new Error(`what is inline as ${name} holds ${ending.exec(text)?.[0]}`);
    const pieces = whole.split(new RegExp(`(?<=<(?:script|style)[^<>]*) data-inline="${name}">`));
    if (pieces.length !== 2) throw new Error(`no one place for ${name}`);
    whole = pieces.join(name.endsWith('-worker') ? ` id="${name}">${text}` : `>${text}`);
  }
  return whole;
}

/**
 * Writes the file where it is served, and its SHA-256 beside the build, to be published elsewhere. Gives how many bytes
 * are sent of it at most.
 */
export function writeTakeAway(outFolder: string, html: string): number {
  const bytes = Buffer.from(html);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(outFolder, 'public/take-away.html'), bytes);
  writeFileSync(join(outFolder, 'take-away.html.sha256'), `${sha256}  take-away.html\n`);
  return gzipSync(bytes, { level: 9 }).length;
}
