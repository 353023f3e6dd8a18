import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';
import { formatRecipient } from './recipient.ts';

type Purpose = 'mailbox token' | 'reply identity' | 'thread key';

/** HKDF-SHA256 over the 16 bytes of a receipt, one label a purpose, 32 bytes each. Source: RFC 5869. */
const derive = (receipt: Uint8Array, purpose: Purpose): Uint8Array =>
  hkdf(sha256, receipt, utf8('report-an-mp/receipt/v1'), utf8(purpose), 32);

/** What the holder of a code shows to the server: 32 bytes, of which it keeps only the hash. */
export const mailboxToken = (receipt: Uint8Array): Uint8Array => derive(receipt, 'mailbox token');

/** SHA-256 of a mailbox token: 32 bytes, the only name of a thread that the server knows. */
export const mailboxId = (token: Uint8Array): Uint8Array => sha256(token);

/** 32 bytes that prove, inside a seal, that an update comes from whoever made the first report. */
export const threadKey = (receipt: Uint8Array): Uint8Array => derive(receipt, 'thread key');

/** The 32-byte X-Wing seed that opens answers; an age identity. */
export const replyIdentity = (receipt: Uint8Array): Uint8Array => derive(receipt, 'reply identity');

/** Where answers are sealed to, `age1pq1…`. */
export const replyRecipient = (engine: Engine, receipt: Uint8Array): string =>
  formatRecipient(engine.recipientOf(replyIdentity(receipt)));
