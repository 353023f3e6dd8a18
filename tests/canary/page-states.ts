import type { Fate } from './recording-proxy.ts';

/** The few states in which the form can be, by what its page says of itself. */
export const states = {
  'without its script': {},
  'still starting': { live: '' },
  'not able to send': { live: '', failed: '' },
  'sealing by libsodium': { live: '', engine: 'sodium', place: 'worker', ready: '' },
  'sealing by the light engine': { live: '', engine: 'light', place: 'worker', ready: '' },
} as const;
type State = keyof typeof states;

type Failing = readonly [name: string, state: State, fatesOf: (path: string) => Fate];
/** A fate for what a path names; all else comes as it is. */
export const meets =
  (pattern: RegExp, fate: Fate) =>
  (path: string): Fate =>
    pattern.test(path) ? fate : 'pass';
/** An asset by its name, whatever its hash. */
export const script = (name: string): RegExp => new RegExp(`/assets/${name}-`);
/** Every failure of what the form loads, and the state that it leads to. */
export const failing: readonly Failing[] = [
  ...(['hold', 'abort'] as const).flatMap((fate): Failing[] => {
    const ends = (whenHeld: State, whenGone: State) => (fate === 'hold' ? whenHeld : whenGone);
    return [
      [`report script: ${fate}`, 'without its script', meets(script('report'), fate)],
      [`worker: ${fate}`, ends('still starting', 'not able to send'), meets(script('seal'), fate)],
      [`libsodium: ${fate}`, ends('still starting', 'sealing by the light engine'), meets(script('sodium'), fate)],
      [`light engine: ${fate}`, 'sealing by libsodium', meets(script('light'), fate)],
      [`exit script and country lists: ${fate}`, 'sealing by libsodium', meets(script('(?:exit|countries)'), fate)],
      [`keyring: ${fate}`, ends('still starting', 'not able to send'), meets(/\/keyring\.json$/, fate)],
      [`signature: ${fate}`, ends('still starting', 'not able to send'), meets(/\/keyring\.json\.minisig$/, fate)],
    ];
  }),
  ['keyring: error', 'not able to send', meets(/\/keyring\.json$/, 'error')],
  ['signature: error', 'not able to send', meets(/\/keyring\.json\.minisig$/, 'error')],
  [
    'a worker that throws',
    'not able to send',
    meets(script('seal'), { body: 'throw new Error("broken")', headers: { 'Content-Type': 'text/javascript' } }),
  ],
  [
    'a libsodium that throws',
    'sealing by the light engine',
    meets(script('sodium'), { body: 'throw new Error("broken")', headers: { 'Content-Type': 'text/javascript' } }),
  ],
  [
    'a keyring that is not signed',
    'not able to send',
    meets(/\/keyring\.json$/, { change: (body) => body.replace('"serial": 1', '"serial": 2') }),
  ],
];
