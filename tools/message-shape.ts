import { IntlMessageFormat } from 'intl-messageformat';

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Element = Elements[number];

/** Names of the parser's numbered kinds of element. */
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'];

export interface MessageShape {
  /** Each argument with its kind, as in `count: plural`, sorted. */
  readonly placeholders: readonly string[];
  /** Branches of each plural, and whether it is an ordinal one. */
  readonly plurals: readonly {
    readonly name: string;
    readonly isOrdinal: boolean;
    readonly branches: readonly string[];
  }[];
}

/** What a message asks for and branches on. @throws SyntaxError of the parser if it is not ICU MessageFormat. */
export function shapeOf(text: string, language: string): MessageShape {
  const elements = flat(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  const placeholders = elements
    .filter(({ type }) => type !== 0 && type !== 7)
    .map((element) => `${'value' in element ? element.value : ''}: ${kinds[element.type]}`);
  return {
    placeholders: [...new Set(placeholders)].sort(),
    plurals: elements.flatMap((element) =>
      'pluralType' in element
        ? [
            {
              name: element.value,
              isOrdinal: element.pluralType === 'ordinal',
              branches: Object.keys(element.options),
            },
          ]
        : [],
    ),
  };
}

/** An element and all that stand in its branches. */
function flat(elements: Elements): Element[] {
  return elements.flatMap((element) => [
    element,
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => flat(value)) : []),
    ...('children' in element ? flat(element.children) : []),
  ]);
}
