import { raw } from 'hono/html';
import { countriesIn, inventedCodes, otherNamesIn } from '../countries.ts';
import type { Messages } from '../messages.ts';
import type { FieldProps } from './field.ts';
import { Select } from './select.tsx';

interface Props extends FieldProps {
  readonly messages: Messages;
  readonly value: string;
  readonly fictional: boolean;
  /** Whether not to know it is an answer. */
  readonly mayBeUnknown: boolean;
}

/** Countries in the order of the language, then other names under which people look for them. */
export function CountrySelect(props: Props) {
  const { messages, value, fictional, mayBeUnknown } = props;
  const unknown = { value: 'unknown', label: messages.t('question.mps.country.unknown') };
  const markup = optionsOf(messages, fictional);
  // Nothing but a code of the list can be found in it.
  const chosen = `<option value="${value}">`;
  const isListed = /^[A-Z]{2}$/.test(value) && markup.includes(chosen);
  return (
    <Select
      {...props}
      isOfCountries
      empty={messages.t('question.mps.country.empty')}
      options={mayBeUnknown ? [unknown] : []}
    >
      {raw(isListed ? markup.replace(chosen, `<option value="${value}" selected="">`) : markup)}
    </Select>
  );
}

const made = new Map<boolean, WeakMap<Messages, string>>();

/** The list as markup, made once: a page with many MPs holds it many times, and most of its making is this. */
function optionsOf(messages: Messages, fictional: boolean): string {
  const known = made.get(fictional) ?? new WeakMap<Messages, string>();
  made.set(fictional, known);
  let markup = known.get(messages);
  if (markup === undefined) {
    markup = String(<Options messages={messages} fictional={fictional} />);
    known.set(messages, markup);
  }
  return markup;
}

function Options({ messages, fictional }: Pick<Props, 'messages' | 'fictional'>) {
  const others = otherNamesIn(messages.language);
  return (
    <>
      {countriesIn(messages.language).map(({ code, name }) => (
        <option value={code}>{name}</option>
      ))}
      {others.length > 0 && (
        <optgroup label={messages.t('question.mps.country.others')}>
          {others.map(({ code, name }) => (
            <option value={code}>{name}</option>
          ))}
        </optgroup>
      )}
      {fictional && (
        <optgroup label={messages.t('question.mps.country.invented')}>
          {inventedCodes.map((code) => (
            <option value={code}>{messages.t('question.mps.country.inventedName', { code })}</option>
          ))}
        </optgroup>
      )}
    </>
  );
}
