import type { ConfigData } from 'html-validate';

/** What valid markup means here: html-validate's recommendations, less what is off for a reason. */
export const markupRules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // How hono/jsx writes void elements, boolean attributes and the doctype.
    'void-style': ['error', { style: 'selfclose' }],
    'attribute-boolean-style': ['error', { style: 'empty' }],
    'attribute-empty-style': ['error', { style: 'empty' }],
    'doctype-style': ['error', { style: 'lowercase' }],
    // Field names of the answers are camel case.
    'id-pattern': 'off',
    'name-pattern': 'off',
    // Firefox keeps ticks over a reload unless the control itself says autocomplete="off".
    'valid-autocomplete': 'off',
    'input-attributes': 'off',
    // Checkboxes of one question share their name, as radio buttons do.
    // What a submit button asks for is its value.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    // A sealed form has no submit button on purpose: a script adds its own once it can seal.
    'wcag/h32': 'off',
  },
};
