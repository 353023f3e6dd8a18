import { isolated } from '../../report/isolated.ts';
import { takeAwayOrigin } from '../../report/report.ts';
import { sizeText } from '../size-text.ts';
import type { CarriedPages } from './carried-pages.ts';
import { type ChosenFiles, chooseFiles } from './chosen-files.ts';
import { collectEnvelope, type Stopper } from './collect-envelope.ts';
import { type Values, wantsNoCode } from './fields.ts';
import { faultKeys, focusFault } from './file-faults.ts';
import { type Hold, workerHold } from './hold.ts';
import { blobOf, carriedKeyring } from './inline.ts';
import { byId, today } from './page.ts';
import { newAnswerReader } from './read-answer.ts';
import { saveFile } from './save.ts';
import { knowScripts } from './script-url.ts';
import type { ChosenFile } from './seal-messages.ts';
import { type BadFile, startSealer } from './sealer.ts';
import { readSentences, say } from './sentences.ts';
import type { Course, Delivered, Way } from './way.ts';

interface Host {
  readonly pages: CarriedPages;
  /** Address of the worker that seals. */
  readonly worker: string;
  /** The same in the page. */
  readonly sealInPage: () => Hold;
}

/** Nothing is fetched: what seals is all in one script. */
const noEngines = { sodium: '', light: '', files: '', answers: '' };

/** The way of the take-away form: text and files become one sealed file, which the page holds until it is saved. */
export function carriedWay(course: Course, { pages, worker, sealInPage }: Host): Way {
  const copyWorker = blobOf('copy-worker');
  const pasteWorker = blobOf('paste-worker');
  const keyring = carriedKeyring();
  let files: ChosenFiles | null = null;
  let isWide = false;
  let sealing: Stopper | null = null;
  let held: Blob | null = null;
  /** Whether it was given to the browser, which may have dropped it, or is saved, since the person has looked. */
  let saving: 'not yet' | 'given' | 'saved' = 'not yet';
  /** Whether the keyring has expired, and whether somebody has chosen to go on all the same. */
  let expiry: 'none' | 'told' | 'accepted' = 'none';

  function start(receipt: Uint8Array) {
    knowScripts(worker);
    const mayBeExpired = expiry === 'accepted';
    const places = { inWorker: () => workerHold(worker), inPage: async () => sealInPage() };
    return startSealer({ engines: noEngines, keyring: Promise.resolve(keyring), mayBeExpired, ...places }, receipt);
  }
  const reader = newAnswerReader(start);

  const sentence = (key: string) => course.sentences()[key] ?? '';

  async function deliver(fields: Values): Promise<Delivered> {
    const hold = await course.session.start();
    const { form, formBuild, language } = course.facts();
    await files?.looked();
    const chosen = files?.all() ?? [];
    const about = { formBuild, uiLanguage: language, origin: takeAwayOrigin, today: today() };
    const isWider = isWide && !byId('evidence-wide').hidden;
    const sealed = await hold.sealWhole({ form, fields, files: chosen, isWide: isWider, ...about });
    if (sealed.type === 'checked') return sealed;
    if (sealed.type === 'bad-file') return { tell: () => tellBadFile(sealed, chosen) };
    sealing = collectEnvelope(hold, sealed, course.sentences(), language);
    const collected = await sealing.done;
    sealing = null;
    if (collected === 'stopped') return { tell: tellStopped };
    if (!(collected instanceof Blob)) return { tell: () => tellBadFile(collected, chosen) };
    if (wantsNoCode(fields)) course.session.dropCode();
    else await course.session.showCode();
    held = collected;
    saving = 'not yet';
    return 'held';
  }

  function tellStopped(): void {
    course.showStep('check');
    byId('language-state').textContent = sentence('takeAway.stopped');
    byId('send-button').focus();
  }

  function tellBadFile({ number, fault }: BadFile, chosen: readonly ChosenFile[]): void {
    const name = chosen.find((each) => each.number === number)?.file.name ?? '';
    course.showStep('evidence');
    const sentence = say(course.sentences(), faultKeys[fault], { name: isolated(name) });
    byId('evidence-said').textContent = sentence;
    focusFault(number, fault, sentence, byId('section-evidence'));
  }

  function save(): void {
    if (!held) return;
    saveFile(held);
    if (saving === 'not yet') saving = 'given';
    follow();
    byId('saved').textContent = sentence('carry.saved');
  }

  /** The person has looked: only now the page lets go of the answers. */
  function keep(): void {
    saving = 'saved';
    files = null;
    course.letGo();
    follow();
    byId('saved').textContent = sentence('takeAway.save.kept');
    // The button that was pressed is gone.
    byId('save-sealed').focus();
  }

  function follow(): void {
    if (!held) return;
    byId('sealed-size').textContent = say(course.sentences(), 'takeAway.save.size', {
      size: sizeText(document.documentElement.lang, held.size),
    });
    byId('sealed-back').hidden = saving === 'saved';
    byId('saved-there').hidden = saving !== 'given';
    byId('saved').textContent = '';
  }

  function takeBack(): void {
    held = null;
    course.takeBack();
  }

  /** Shows the warning in the place of the form, or the form in the place of the warning. */
  function showExpiry(): void {
    byId('expired').hidden = expiry !== 'told';
    byId('report').hidden = expiry === 'told';
  }

  function goOn(): void {
    if (!byId<HTMLInputElement>('expired-agree').checked) {
      byId('expired-said').textContent = sentence('takeAway.expired.first');
      byId('expired-agree').focus();
      return;
    }
    expiry = 'accepted';
    showExpiry();
    byId('main').focus();
    course.begin();
  }

  return {
    startSealer: start,
    onFailure(code) {
      if (code !== 'keyring-expired' || expiry === 'accepted') return false;
      expiry = 'told';
      showExpiry();
      byId('expired').focus();
      return true;
    },
    askForPage: async (language) => pages.in(language),
    mountPage() {
      reader.mount(readSentences());
      byId('save-sealed').addEventListener('click', save);
      byId('saved-there').addEventListener('click', keep);
      byId('sealed-back').addEventListener('click', takeBack);
      byId('sealing-stop').addEventListener('click', () => sealing?.stop());
      byId('expired-go').addEventListener('click', goOn);
    },
    mountForm(_, sentences) {
      byId('keep-copy').dataset.copyWorker = copyWorker;
      byId('paste').dataset.pasteWorker = pasteWorker;
      files = chooseFiles({ sentences, isOne: true, kept: files?.all() ?? [] });
      const wide = byId<HTMLInputElement>('evidence-is-wide');
      wide.checked = isWide;
      wide.addEventListener('change', () => {
        isWide = wide.checked;
      });
      showExpiry();
    },
    fileNumbers: () => (files?.all() ?? []).map(({ number }) => number),
    deliver,
    follow,
    onProblem() {},
    isHolding: () => (held ? saving !== 'saved' : (files?.count() ?? 0) > 0),
    isInTheWayOf(what) {
      if (what === 'language' || !held || saving === 'saved') return false;
      byId('saved').textContent = sentence('takeAway.save.first');
      byId(saving === 'given' ? 'saved-there' : 'save-sealed').focus();
      return true;
    },
    renew() {
      held = null;
      saving = 'not yet';
      files = null;
      isWide = false;
      byId('saved').textContent = '';
    },
    forget() {
      reader.forget();
      sealing?.stop();
      files?.clear();
      files = null;
      held = null;
    },
  };
}
