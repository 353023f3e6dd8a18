import { isolated } from '../../report/isolated.ts';
import type { Pasted, UnclearCountry } from '../../report/pasted-mps.ts';
import { countriesIn } from '../countries.ts';
import type { Messages } from '../messages.ts';
import { numberFormat } from '../number-format.ts';

/** What was understood of a pasted list, to be looked at before it counts. A script shows the same. */
export function PastedMps({ messages, pasted }: { messages: Messages; pasted: Pasted }) {
  const { t, language } = messages;
  const { mps, unread, unknownCountries, unclearCountries = [], tooMany, leftOut = [] } = pasted;
  const number = numberFormat(language);
  const list = new Intl.ListFormat(language);
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const names = new Map(countriesIn(language).map(({ code, name }) => [code, name]));
  const nameOf = (code = '') => names.get(code) ?? code;
  const unclear = ({ text, country, choices }: UnclearCountry) => {
    const name = isolated(text);
    if (country === undefined) return t('paste.unclearCountry', { name, choices: either.format(namesOf(choices)) });
    const others = either.format(namesOf(choices.filter((each) => each !== country)));
    return t('paste.readAs', { name, country: nameOf(country), others });
  };
  const namesOf = (codes: readonly string[]) => codes.map(nameOf);
  return (
    <div id="pasted" class="notice" tabindex={-1}>
      <p>{t('paste.again')}</p>
      <p>
        <strong>{t('paste.understood', { count: number.format(mps.length) })}</strong>
      </p>
      {unread.length > 0 && (
        <p>{t('paste.unread', { lines: list.format(unread.map((line) => number.format(line))) })}</p>
      )}
      {leftOut.length > 0 && (
        <ul>
          {leftOut.map(({ reason, texts }) => (
            <li translate="no">{t(`paste.leftOut.${reason}`, { texts: list.format(texts.map(isolated)) })}</li>
          ))}
        </ul>
      )}
      {unknownCountries.length > 0 && <p>{t('paste.unknownCountries', { names: list.format(unknownCountries) })}</p>}
      {unclearCountries.map((each) => (
        <p>{unclear(each)}</p>
      ))}
      {tooMany > 0 && <p>{t('paste.tooMany', { count: number.format(tooMany) })}</p>}
      <ol>
        {mps.map(({ fullName, party, constituency, country }) => (
          <li>
            <bdi translate="no">{[fullName, party, constituency, nameOf(country)].filter(Boolean).join(' · ')}</bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}
