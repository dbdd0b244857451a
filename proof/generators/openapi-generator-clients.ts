/** The clients of OpenAPI Generator, a Java program with a template for each language. */
import { join } from 'node:path';
import type { Client } from './client.js';
import { pypiVersions, type Tools } from './tools.js';

const maven = ['mvn', '-q', '-B', '-Dmaven.test.skip=true'] as const;

/** @param contract the file with the contract @param folder where the clients are made */
export function openapiGeneratorClients(contract: string, folder: string, { python }: Tools): Client[] {
  const client = (name: string, language: string, more: Pick<Client, 'compile' | 'call' | 'options'>): Client => ({
    name,
    generator: 'openapi-generator',
    version: pypiVersions['openapi-generator-cli'],
    from: 'PyPI',
    language,
    folder: join(folder, name),
    make: {
      needs: ['java'],
      commands: [
        [
          join(python, 'openapi-generator-cli'),
          'generate',
          ...['-g', name, '-i', contract, '-o', '.'],
          ...(more.options?.text.split(' ') ?? []),
        ],
      ],
    },
    ...more,
  });
  const javac = { name: 'javac', version: ['javac', '-version'] as const };
  return [
    client('java', 'Java', {
      compile: { needs: ['mvn', 'javac'], compiler: javac, commands: [[...maven, 'compile']] },
      call: {
        files: { 'src/main/java/Update.java': 'Update.java' },
        commands: [[...maven, 'compile', 'org.codehaus.mojo:exec-maven-plugin:3.5.0:java', '-Dexec.mainClass=Update']],
      },
    }),
    client('kotlin', 'Kotlin', {
      options: {
        text: '--additional-properties=serializationLibrary=gson,generateOneOfAnyOfWrappers=true',
        because: 'without them the class of a name or an ID (`NameOrId`) is empty',
      },
      // Its own build is for Gradle, which downloads itself.
      compile: {
        needs: ['mvn', 'javac'],
        compiler: {
          name: 'Kotlin',
          version: ['mvn', '-q', '-B', 'help:evaluate', '-Dexpression=kotlin.version', '-DforceStdout'],
        },
        files: { 'pom.xml': 'kotlin-pom.xml' },
        commands: [[...maven, 'compile']],
      },
    }),
    client('go', 'Go', {
      compile: {
        needs: ['go'],
        compiler: { name: 'Go', version: ['go', 'version'] },
        commands: [
          ['go', 'mod', 'tidy'],
          ['go', 'build', './...'],
        ],
      },
      call: { files: { 'update/main.go': 'update.go' }, commands: [['go', 'run', './update']] },
    }),
    client('csharp', 'C#', {
      options: {
        text: '--library=httpclient',
        because: 'the default library sends a name or an ID (`NameOrId`) as an empty object',
      },
      compile: {
        needs: ['dotnet'],
        compiler: { name: '.NET', version: ['dotnet', '--version'] },
        commands: [['dotnet', 'build']],
      },
    }),
  ];
}
