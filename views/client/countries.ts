import { startCountryTyping } from './country-typing.ts';

// A script of its own, after the one that seals: a form without it is whole.
startCountryTyping();
