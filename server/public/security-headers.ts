import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const self = ["'self'"];
const none = ["'none'"];

/** Response header of the worker script: libsodium is WebAssembly; the pages themselves may not run any. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

/** Response header of the take-away form, which is a file to be kept: run here it would be a page of this site. */
const takeAwayPolicy = "default-src 'none'; sandbox";
export const takeAwayPath = '/take-away.html';

/**
 * Headers of every public response. Nothing is stored by a browser that can be told not to: a device may be searched.
 * Scripts, styles and requests from here only; no string becomes code but the two addresses of the sealing scripts.
 */
export const securityHeaders = (workerPath: string): MiddlewareHandler => {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: self,
      workerSrc: self,
      styleSrc: self,
      imgSrc: self,
      connectSrc: self,
      formAction: self,
      baseUri: none,
      frameAncestors: none,
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['seal-worker'],
    },
    crossOriginEmbedderPolicy: 'require-corp',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    // Nothing to other sites; with `no-referrer` browsers would not say to this one that a post is its own.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    xXssProtection: false,
    strictTransportSecurity: 'max-age=63072000',
    permissionsPolicy: {
      camera: [],
      geolocation: [],
      microphone: [],
      browsingTopics: [],
    },
  });
  return async (context, next) => {
    await headers(context, next);
    context.header('Cache-Control', 'no-store, no-transform');
    if (context.req.path === takeAwayPath) {
      context.header('Content-Security-Policy', takeAwayPolicy);
      // The name stands in the list of downloads.
      context.header('Content-Disposition', 'attachment; filename="form.html"');
    }
    if (context.req.path === workerPath) context.header('Content-Security-Policy', workerPolicy);
  };
};
