import { expect, test } from 'vitest';
import { withoutSessions } from './sessions.js';

test('the value of a cookie is taken out, wherever it stands; its name and attributes stay', () => {
  const { headers, clean } = withoutSessions([
    ['set-cookie', 'OSTSESSID=s3cr3tsession; path=/; HttpOnly'],
    ['set-cookie', 'theme=1'],
    ['location', '/login.php?sid=s3cr3tsession'],
    ['content-type', 'text/html'],
  ]);
  expect(headers).toEqual({
    'set-cookie': 'OSTSESSID=<cookie>; path=/; HttpOnly, theme=<cookie>',
    location: '/login.php?sid=<cookie>',
    'content-type': 'text/html',
  });
  expect(clean('<a href="?sid=s3cr3tsession">1</a>')).toBe('<a href="?sid=<cookie>">1</a>');
});
