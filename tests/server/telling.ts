import { expect } from 'vitest';
import { composeMail, createTransport } from '../../server/mail.ts';
import { startNotifier } from '../../server/notify.ts';
import type { Store } from '../../storage/store.ts';
import { envelopeOf, link } from '../storage/envelope.ts';
import { messagesFor } from '../views/languages.ts';
import { addresses, onLoopback } from './mail-server.ts';
import type { StillClock } from './still-clock.ts';

export const windowMs = 15 * 60_000;

/** A notifier over a store, towards a mail server on loopback, under a clock that stands still. */
export function startTelling(store: Pick<Store, 'openBatch' | 'closeBatch'>, port: number, clock: StillClock) {
  const transport = createTransport(onLoopback(port));
  const errors: string[] = [];
  const notifier = startNotifier({
    store,
    compose: (batch, date) => composeMail({ batch, date, ...addresses, messages: messagesFor('en') }),
    send: (mail) => transport.sendMail(mail),
    windowMs,
    clock,
    onError: (code) => errors.push(code),
  });
  return { notifier, errors };
}

let arrivals = 0;
/** Lets so many new reports arrive. */
export const arrive = async (store: Store, times = 1) => {
  for (let count = 0; count < times; count += 1) {
    arrivals += 1;
    expect(await store.acceptEnvelope(envelopeOf(`sealed ${arrivals}`, `mailbox ${arrivals}`), link)).toBe('stored');
  }
};
