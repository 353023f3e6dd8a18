import { expect, it } from 'vitest';
import { blockCount, largestPosition, positionIn } from '../../report/position.ts';

it('reads the number of a thing and what follows it', () => {
  expect(positionIn('mps', 'mps.0.fullName')).toEqual({ number: 0, key: 'fullName' });
  expect(positionIn('mps', 'mps.149.mandateStart.year')).toEqual({ number: 149, key: 'mandateStart.year' });
  expect(positionIn('contact.channels', 'contact.channels.8.address')).toEqual({ number: 8, key: 'address' });
  expect(positionIn('mps', `mps.${largestPosition}.x`)).toEqual({ number: largestPosition, key: 'x' });
});

it.each(['mps', 'mps.', 'mps.1', 'mps.1.', 'mps..x', 'mpsx.1.x', 'events.1.x', ''])('finds none in %j', (name) => {
  expect(positionIn('mps', name)).toBeNull();
});

it.each(['00', '01', '1000', '9999', '-1', '+1', '1e3', '0x1', ' 1', '1n', '４', '١'])(
  'takes %j for no number of a thing',
  (number) => {
    expect(positionIn('mps', `mps.${number}.fullName`)).toBeNull();
  },
);

it('takes what is no number of blocks for none', () => {
  expect(['3', '999', '1000', '1e9', '-1', ' 3', '', 'x'].map(blockCount)).toEqual([3, 999, 0, 0, 0, 0, 0, 0]);
});
