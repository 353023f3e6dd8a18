import { linksFor } from '../links.ts';
import type { FormProps, OfferedLanguage } from '../page.ts';
import { Sentence } from './sentence.tsx';
import { withoutFiles } from './things.tsx';

type Props = Pick<FormProps, 'context' | 'form' | 'way'>;

/**
 * The other languages of a form where no script runs: a link would lose what was typed, so it is posted and comes back
 * in the page of that language.
 */
export function LanguageSwitch({ context, form, way }: Props) {
  const { messages, languages, settings } = context;
  const others = languages.filter(({ code }) => code !== messages.language);
  if (others.length === 0) return null;
  const links = linksFor(context);
  const plainPath = (code: string) => `/${code}${links.plainForm.slice(messages.language.length + 1)}`;
  const native = (
    <ul class="languages">
      {others.map((language) => (
        <li>
          <button
            type="submit"
            class="quiet"
            name="do"
            value="language"
            formmethod="post"
            formaction={way === 'plain' && form === 'full' ? plainPath(language.code) : pathOf(language.code, form)}
            formenctype={withoutFiles}
            {...own(language)}
          >
            {language.name}
          </button>
        </li>
      ))}
    </ul>
  );
  const plainLinks = (
    <ul class="languages">
      {others.map((language) => (
        <li>
          <a href={pathOf(language.code, form)} {...own(language)}>
            {language.name}
          </a>
        </li>
      ))}
    </ul>
  );
  const hint = (
    <p class="hint">
      <Sentence messages={messages} message="plain.language" />
    </p>
  );
  if (way === 'plain')
    return (
      <nav id="languages" aria-label={messages.t('site.languages')}>
        {native}
        {hint}
      </nav>
    );
  return (
    <noscript>
      <nav aria-label={messages.t('site.languages')}>
        {settings.noscript === 'seal' ? native : plainLinks}
        {settings.noscript === 'seal' && hint}
      </nav>
    </noscript>
  );
}

/** Pattern of the buttons by which a script brings the page in another language into this one. */
export function LanguageButtons({ context: { messages, languages }, form, way }: Props) {
  const others = languages.filter(({ code }) => code !== messages.language);
  return (
    <div id="languages">
      {others.length > 0 && (
        <>
          <div id="languages-slot"></div>
          <template id="languages-template">
            <nav aria-label={messages.t('site.languages')}>
              <ul class="languages">
                {others.map((language) => (
                  <li>
                    <button
                      type="button"
                      class="quiet"
                      data-page={way === 'take-away' ? language.code : pathOf(language.code, form)}
                      {...own(language)}
                    >
                      {language.name}
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
          </template>
        </>
      )}
      <p id="language-state" role="status" tabindex={-1}></p>
    </div>
  );
}

const pathOf = (code: string, form: FormProps['form']) => `/${code}/${form === 'full' ? 'report' : 'alert'}`;
const own = ({ code, direction }: OfferedLanguage) => ({ lang: code, dir: direction });
