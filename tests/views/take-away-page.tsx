import type { Messages } from '../../views/messages.ts';
import { TakeAwayPage } from '../../views/pages/take-away.tsx';
import { render } from '../../views/render.ts';
import { contextWith } from './every-page.tsx';

const keyring = {
  bytes: 'e30=',
  minisig: 'bm8=',
  expires: '2027-05-20',
  origins: ['https://report.example', 'http://localhost:9180'],
};

/** The take-away form with and without a place to compare it, with nothing put inline. */
export function everyTakeAway(messages?: Messages): string[] {
  return ['https://committee.example/form', ''].map((takeAwayCheck) => {
    const context = contextWith({ takeAwayCheck, exitUrl: 'about:blank', noscript: 'refuse' }, messages);
    return render(<TakeAwayPage contexts={[context]} keyring={keyring} policy="default-src 'none'" />);
  });
}
