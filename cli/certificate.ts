/** The certificate of `serve --https`: one that is given, or one of its own making. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../installation/user-error.js';
import type { Tls } from '../server/http/http-server.js';

/** @throws UserError for a file that cannot be read */
export function givenCertificate(certificate: string, key: string): Tls {
  const read = (what: string, file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new UserError(`The ${what} ${file} cannot be read: ${(error as Error).message}.`);
    }
  };
  return { cert: read('certificate', certificate), key: read('key of the certificate', key) };
}

/**
 * For this machine and a month, signed by itself: clients must be told to trust it.
 *
 * @throws UserError where there is no openssl
 */
export function ownCertificate(host: string): Tls {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1', ...(/^[\d.]+$/.test(host) ? [`IP:${host}`] : [])];
  const subject = ['-subj', '/CN=osticket-contract', '-addext', `subjectAltName=${names.join(',')}`];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
  try {
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } catch (error) {
    throw new UserError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'A certificate is made with openssl, which is not installed. Install it, or give one with --certificate and --certificate-key.'
        : `openssl made no certificate: ${(error as Error).message}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
