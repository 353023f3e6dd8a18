import { envelopeLength } from './envelope-shape.ts';
import { blockBytes } from './tar-entry.ts';

/** Bytes of every answer before it is sealed: whatever it says, it is filled up to this. */
export const answerPayloadBytes = 32_768;
/** Bytes of every sealed answer; it has one recipient. */
export const sealedAnswerBytes = envelopeLength(1, answerPayloadBytes);
/** Most text of all messages of an answer together, bytes of UTF-8. */
export const maxAnswerTextBytes = 24_576;

/** The two entries of an answer's tar, in their order. */
export const answerName = 'answer.json';
export const answerSignatureName = 'answer.json.minisig';
/** Longest signature file that is looked at, in bytes; ours take less than half of it. */
export const maxSignatureBytes = blockBytes;

/** Bytes of the server's own word, which stand before a sealed answer in the response of a mailbox. */
export const mailboxWordBytes = 64;
/** Bytes of every response of a mailbox. */
export const mailboxResponseBytes = mailboxWordBytes + sealedAnswerBytes;
