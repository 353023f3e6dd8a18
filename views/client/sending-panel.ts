import { Gate } from './gate.ts';
import { byId } from './page.ts';
import type { Mailbox } from './send.ts';
import { type InPieces, type PiecesResult, sendPieces } from './send-pieces.ts';
import { type Sentences, say } from './sentences.ts';

/** After so much of a file more, how far it is is told anew. */
const toldShare = 0.1;

/** What is seen and heard of files on their way, with the buttons to pause, go on and stop. */
export interface SendingPanel {
  /** Shows it for another press of the button that sends, with what comes first, and takes the focus there. */
  begin(key: string, name: string): void;
  hide(): void;
  /** Says what is under way, unless somebody has paused: that is what is to be read then. */
  tell(key: string, name: string): void;
  /** Puts the bar back to its beginning. */
  reset(): void;
  isStopped(): boolean;
  stop(): void;
  /** Sends one envelope, and says how far it is. @throws whatever breaks while a slice is made. */
  send<Fault>(name: string, envelope: InPieces<Fault>, mailbox: Mailbox): Promise<PiecesResult<Fault>>;
}

/** Makes the panel alive whose elements' ids begin with `id`. */
export function newSendingPanel(id: 'evidence' | 'sealed', sentences: Sentences): SendingPanel {
  let gate = new Gate();

  function show(key: string, values: Readonly<Record<string, string>> = {}): void {
    byId(`${id}-state`).textContent = say(sentences, key, values);
  }

  function progress(percent: number): void {
    byId<HTMLProgressElement>(`${id}-progress`).value = percent;
  }

  function showPaused(): void {
    byId(`${id}-pause`).hidden = gate.isPaused;
    byId(`${id}-resume`).hidden = !gate.isPaused;
  }

  byId(`${id}-pause`).addEventListener('click', () => {
    gate.pause();
    showPaused();
    show('evidence.paused');
    byId(`${id}-resume`).focus();
  });
  byId(`${id}-resume`).addEventListener('click', () => {
    gate.resume();
    showPaused();
    byId(`${id}-pause`).focus();
  });
  byId(`${id}-stop`).addEventListener('click', () => gate.stop());

  function tell(key: string, name: string): void {
    if (!gate.isPaused) show(key, { name });
  }

  async function send<Fault>(name: string, envelope: InPieces<Fault>, mailbox: Mailbox): Promise<PiecesResult<Fault>> {
    const { size } = envelope;
    let told = 0;
    const showTold = () => {
      if (!gate.isPaused && !gate.isStopped) show('evidence.progress', { name, percent: percentOf(told) });
    };
    const unheard = gate.onChange(showTold);
    const onItsWay = sendPieces(envelope, mailbox, gate, {
      onArrived(bytes) {
        progress((bytes / size) * 100);
        // Each piece moves the bar; what is read aloud would else never end. A paused one says that it is paused.
        if (gate.isPaused || (bytes < size && bytes / size < told + toldShare)) return;
        told = bytes / size;
        showTold();
      },
      onWaiting: (why) => show(`evidence.${why}`),
    });
    showTold();
    return onItsWay.finally(unheard);
  }

  return {
    begin(key, name) {
      gate = new Gate();
      showPaused();
      // Before it gets the focus: it is the name of what is under way.
      tell(key, name);
      byId(`${id}-sending`).hidden = false;
      byId(`${id}-sending`).focus();
    },
    hide: () => {
      byId(`${id}-sending`).hidden = true;
    },
    tell,
    reset: () => progress(0),
    isStopped: () => gate.isStopped,
    stop: () => gate.stop(),
    send,
  };
}

const percentOf = (part: number) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(Math.floor(part * 100) / 100);
