import { SealerError, type SealerFailure } from './hold.ts';
import { type Problem, problemOf } from './outcome.ts';
import { byId, fillSlot } from './page.ts';
import type { Session } from './session.ts';

interface Host {
  readonly session: Session;
  /** Whether there is something to send still. */
  isOpen(): boolean;
  /** Seals and sends. @throws SealerError. */
  submit(): Promise<void>;
  /** Hears that sending can be pressed now. */
  onOffered(): void;
  /** Hears why nothing can be sealed; `isAside` where nobody's press has met it. */
  onFailure(code: SealerFailure, isAside: boolean): void;
  /** Hears what stopped a report; `null` once nothing does. */
  onProblem(problem: Problem | null): void;
}

export interface SendButton {
  /** Sends if this page can seal, else tries once more to make it able to. */
  press(isPressed: boolean): void;
  /** Puts the button into the page. */
  offer(isPressed: boolean): void;
}

/** The button that sends: it is there only once engine and keyring have proved ready. */
export function newSendButton(host: Host): SendButton {
  const { session } = host;
  const page = document.documentElement;
  /** Whether it starts, seals or sends: a second press does nothing. */
  let isBusy = false;

  async function begin(isPressed: boolean): Promise<void> {
    try {
      await session.start();
      delete page.dataset.failed;
      page.dataset.ready = '';
      byId('problem').removeAttribute('role');
      byId('problem').hidden = true;
      host.onProblem(null);
      offer(isPressed);
    } catch (error) {
      host.onFailure(error instanceof SealerError ? error.code : 'engine-failed', !isPressed);
    }
  }

  function offer(isPressed: boolean): void {
    // The style sheet hides it too; it may be what did not arrive.
    byId('stalled').hidden = true;
    if (byId('send').childElementCount > 0) return;
    fillSlot('send', 'send-template');
    byId('send-button').addEventListener('click', () => press(true));
    // The button that tried again is gone with its message.
    if (isPressed) byId('send-button').focus();
    if (!byId('send').closest('[hidden]')) host.onOffered();
  }

  async function beginAndSubmit(isPressed: boolean): Promise<void> {
    // A button that sends is there only if this page could seal once: whoever pressed it means to send.
    const isAsked = byId('send').childElementCount > 0;
    if (!session.isStarted()) await begin(isPressed);
    if (session.isStarted() && isAsked) await host.submit();
  }

  function press(isPressed: boolean): void {
    if (isBusy || !host.isOpen()) return;
    isBusy = true;
    void beginAndSubmit(isPressed)
      .catch((error) => {
        // Whatever sealed is not trusted to do it again: the next try starts anew.
        session.restart();
        host.onProblem(error instanceof SealerError ? problemOf(error.code) : 'seal-failed');
      })
      .finally(() => {
        isBusy = false;
      });
  }

  return { press, offer };
}
