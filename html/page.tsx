/** The frame of every page: one file that loads nothing and runs nothing. */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { css } from './style.js';

/**
 * Nothing but the page's own style: evidence comes from a server that is not trusted. What preact escapes could not run
 * anyway; this is the second lock.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Renders a whole HTML document. */
export function renderPage(title: string, content: ComponentChildren): string {
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* Without an icon of its own a browser asks the server for /favicon.ico; the policy allows images for this one. */}
        <link rel="icon" href="data:," />
        <title>{title}</title>
        {/* Preact would escape quotes, which CSS has and style does not unescape. */}
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>{content}</body>
    </html>
  );
  return `<!doctype html>\n${render(document)}\n`;
}
