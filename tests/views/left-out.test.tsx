import { describe, expect, it } from 'vitest';
import { forms } from '../../report/form.ts';
import { leftOutReasons } from '../../report/left-out.ts';
import { PastedMps } from '../../views/components/pasted-mps.tsx';
import { render } from '../../views/render.ts';
import { scriptMessages } from '../../views/script-messages.ts';
import { textOf } from './as-seen.ts';
import { catalogues, messagesFor } from './languages.ts';

const nothing = { mps: [], unread: [], unknownCountries: [], tooMany: 0 };

describe.each([...catalogues.keys()])('what is left out of a list, in %s', (language) => {
  const messages = messagesFor(language);

  it('stands under its own reason, each reason in an item of its own', () => {
    const leftOut = leftOutReasons.map((reason) => ({ reason, texts: [`<${reason}> one`, `${reason} two`] }));
    const html = render(<PastedMps messages={messages} pasted={{ ...nothing, leftOut }} />);
    const said = [...html.matchAll(/<li translate="no">(.*?)<\/li>/g)].map(([, text = '']) => textOf(text));
    expect(said).toHaveLength(leftOutReasons.length);
    for (const [at, reason] of leftOutReasons.entries()) {
      const [before = ''] = messages.t(`paste.leftOut.${reason}`, { texts: '|' }).split('|');
      expect(said[at]?.startsWith(before)).toBe(true);
      expect(said[at]).toContain(`<${reason}> one`);
      expect(said[at]).toContain(`${reason} two`);
    }
    expect(render(<PastedMps messages={messages} pasted={nothing} />)).not.toContain('translate="no"');
  });

  it('has another sentence for each reason, which the script has too', () => {
    const sentences = scriptMessages(messages, forms.full.questions);
    const all = leftOutReasons.map((reason) => sentences[`paste.leftOut.${reason}`]);
    expect(new Set(all).size).toBe(leftOutReasons.length);
    for (const sentence of all) expect(sentence).toMatch(/\p{L}.*\{texts\}$/u);
  });
});
