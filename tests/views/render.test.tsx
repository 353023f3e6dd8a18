import { expect, it } from 'vitest';
import { type Later, render, renderInPieces } from '../../views/render.ts';

const page = (later: Later) => (
  <main>
    {[1, 2].map((number) =>
      later(() => (
        <section>
          {later(() => (
            <b>
              {number}: {'<later n="0">'}
            </b>
          ))}
          <i title={'"<later n="1">'}>{number}</i>
        </section>
      )),
    )}
    <p>End</p>
  </main>
);

it('gives the same text in pieces as at once, whatever is typed in it', () => {
  const atOnce = render(page((piece) => piece()));
  expect(atOnce).toContain('<b>2: &lt;later');
  expect([...renderInPieces(page)].join('')).toBe(atOnce);
});

it('makes no piece before it is asked for', () => {
  const made: string[] = [];
  const piece = (name: string) => () => {
    made.push(name);
    return <b>{name}</b>;
  };
  const pieces = renderInPieces((later) => (
    <main>
      {later(piece('one'))}
      {later(piece('two'))}
    </main>
  ));
  for (const text of pieces) if (String(text).includes('one')) break;
  expect(made).toEqual(['one']);
});
