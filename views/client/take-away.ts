import { openAnswer } from '../../crypto/answer.ts';
import { lightEngine } from '../../crypto/light-engine.ts';
import { carriedPages } from './carried-pages.ts';
import { carriedWay } from './carried-way.ts';
import { keepClearOfBar } from './clear-of-bar.ts';
import { startCountryTyping } from './country-typing.ts';
import { startCourse } from './course.ts';
import { pageHold } from './hold.ts';
import { startQuickExit } from './leave.ts';
import { newSealing } from './sealing.ts';
import { newFileSealing } from './sealing-files.ts';
import { answerPage, aTurn } from './sealing-places.ts';

/** What seals in the take-away form: the light engine, which needs nothing that a policy of hashes would refuse. */
const newCarriedSealing = (rest?: () => Promise<void>) =>
  newSealing({
    newEngine: async () => lightEngine(rest),
    loadFiles: newFileSealing,
    loadAnswers: () => openAnswer,
    isCarried: true,
  });

/**
 * The one script of the take-away form. In the page it makes a worker of its own text, and in that it seals; where no
 * worker is to be had, it seals in the page.
 */
if (typeof document === 'undefined') {
  answerPage(newCarriedSealing());
} else {
  const script = document.currentScript;
  const worker = URL.createObjectURL(new Blob([script?.textContent ?? ''], { type: 'text/javascript' }));
  script?.remove();
  const pages = carriedPages();
  keepClearOfBar();
  startQuickExit();
  startCountryTyping();
  startCourse((course) => carriedWay(course, { pages, worker, sealInPage: () => pageHold(newCarriedSealing(aTurn)) }));
}
