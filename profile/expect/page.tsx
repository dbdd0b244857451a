/** "What your client must cope with", as a page. */
import type { ComponentChildren } from 'preact';
import { impactWords } from '../../contract/impacts.js';
import { operation } from '../../contract/operations.js';
import type { Impact } from '../../contract/read-requirements.js';
import { renderPage } from '../../html/page.js';
import type { Profile } from '../../server/faults/profile.js';
import { type Expectation, type Section, sectionsOf, shareOf, titleOf } from './expectations.js';
import { capital } from './text.js';

/** The colours of the reports, by how much harm is done. */
const tones: Readonly<Record<Impact, string>> = {
  security: 'fail',
  loss: 'fail',
  wrong: 'warn',
  breaks: 'info',
  untidy: 'skip',
};

/** @returns one HTML document that loads nothing */
export function asPage(profile: Profile): string {
  const sections = sectionsOf(profile);
  return renderPage(
    `What your client must cope with: ${profile.name}`,
    <>
      <header>
        <p class="kind">osticket-contract</p>
        <h1>What your client must cope with: {profile.name}</h1>
        <Facts profile={profile} />
      </header>
      <p>
        By operation, the most harmful first. Write a client so that it takes the documented form, too: installations
        are updated. <code>openapi.yaml</code> beside this page is the contract as this installation keeps it.
      </p>
      <nav aria-label="Operations">
        <ul class="contents">
          {sections.map((section) => (
            <li>
              <a href={`#${idOf(section)}`}>{titleOf(section)}</a> ({section.expectations.length})
            </li>
          ))}
        </ul>
      </nav>
      <main>
        {sections.map((section) => (
          <Operation section={section} />
        ))}
      </main>
    </>,
  );
}

const idOf = ({ operation: id }: Section) => id ?? 'several';

function Facts({ profile }: { profile: Profile }) {
  const { contract, madeFrom } = profile;
  const facts: [string, string | undefined][] = [
    ['Contract', `version ${contract}`],
    ['Seen on', madeFrom?.startedAt.slice(0, 10)],
    ['Server', madeFrom?.server],
    ['Complete?', shareOf(profile)],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
    </dl>
  );
}

function Operation({ section }: { section: Section }) {
  const { operation: id, expectations, notExpressed } = section;
  const { method = '', path = '', sameAs } = id ? operation(id) : {};
  return (
    <section id={idOf(section)}>
      <h2>{titleOf(section)}</h2>
      {id && (
        <p class="intro">
          <code>
            {method.toUpperCase()} {path}
          </code>
        </p>
      )}
      {sameAs && (
        <p>
          It does the same as <a href={`#${sameAs}`}>{operation(sameAs).summary}</a>: expect here what is said there.
        </p>
      )}
      {expectations.map((one) => (
        <Entry expectation={one} />
      ))}
      {notExpressed.length > 0 && (
        <>
          <h3>Seen, and not described further</h3>
          <ul>
            {notExpressed.map(({ requirement, seen }) => (
              <li>
                <code>{requirement}</code>: {seen}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Entry({ expectation }: { expectation: Expectation }) {
  const { impact, about, what, todo, cases, operations, matters, requirements, seen } = expectation;
  const subject = cases.length === 1 ? `${cases[0]}: ` : about.length > 0 ? `${about.join(', ')}: ` : '';
  return (
    <article class={`problem ${tones[impact]}`}>
      <div class="entry">
        <h3>
          <span class="tag">{impactWords[impact].word}</span>{' '}
          <Text>{`${subject}${subject ? what : capital(what)}`}</Text>
        </h3>
        {cases.length > 1 && (
          <ul class="cases">
            {cases.map((one) => (
              <li>
                <Text>{one}</Text>
              </li>
            ))}
          </ul>
        )}
        <dl class="findings">
          <Line name="It means">
            <Text>{matters}</Text>
          </Line>
          <Line name="Do">
            <Text>{todo}</Text>
          </Line>
          {operations.length > 0 && (
            <Line name="Where">{operations.map((id) => operation(id).summary).join(', ')}</Line>
          )}
        </dl>
        <details>
          <summary>Requirements, and what was seen</summary>
          <p>
            {requirements.map((id) => (
              <>
                <code>{id}</code>{' '}
              </>
            ))}
          </p>
          <ul>
            {seen.map((one) => (
              <li class="exact">{one}</li>
            ))}
          </ul>
        </details>
      </div>
    </article>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A text whose code stands in backticks. */
function Text({ children }: { children: string }) {
  return <>{children.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}
