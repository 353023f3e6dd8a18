import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { mailboxId, mailboxToken, replyIdentity, replyRecipient, threadKey } from '../../crypto/receipt-keys.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bytesOf, hexOf, vectorsOf } from '../vectors/vector-file.ts';

const engine = await sodiumEngine();

it.each(vectorsOf<{ receipt: string; expect: object }>('receipt-keys'))('vector $number $name', (vector) => {
  const receipt = bytesOf(vector.receipt);
  const recipient = replyRecipient(engine, receipt);
  expect({
    mailboxToken: hexOf(mailboxToken(receipt)),
    mailboxId: hexOf(mailboxId(mailboxToken(receipt))),
    threadKey: hexOf(threadKey(receipt)),
    replyIdentity: hexOf(replyIdentity(receipt)),
    replyRecipientSha256: createHash('sha256').update(recipient).digest('hex'),
  }).toEqual(vector.expect);
});
