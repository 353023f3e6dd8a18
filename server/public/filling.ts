import type { Engine } from '../../crypto/engine.ts';
import { answerPayloadBytes } from '../../crypto/mailbox-shape.ts';
import { randomBytes } from '../../crypto/random.ts';
import { replyRecipient } from '../../crypto/receipt-keys.ts';
import { seal } from '../../crypto/seal.ts';
import { bufferSource } from '../../crypto/source.ts';

/** Mailboxes whose filling is kept, 9 MiB of them. */
const maxKept = 256;

/**
 * What is given where no answer lies: a sealed nothing of an answer's size, to nobody. Only the holder of the code can
 * tell the two apart. The same mailbox gets the same again, as it would with an answer, while the server runs and has
 * not been asked for too many others meanwhile.
 */
export class Filling {
  private readonly kept = new Map<string, Promise<Uint8Array>>();
  private readonly engine: Engine;
  private readonly nobody: string;

  constructor(engine: Engine) {
    this.engine = engine;
    // The key of a receipt that nobody has: drawn, and gone with this line.
    this.nobody = replyRecipient(engine, randomBytes(16));
  }

  for(mailboxId: string): Promise<Uint8Array> {
    const found = this.kept.get(mailboxId);
    if (found) return found;
    const envelope = seal(this.engine, [this.nobody], bufferSource(new Uint8Array(answerPayloadBytes)));
    const made = envelope.slice(0, envelope.size);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= maxKept) this.kept.delete(oldest);
    this.kept.set(mailboxId, made);
    return made;
  }
}
