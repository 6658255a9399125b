import { type FormEvent, useEffect, useState } from 'react';
import { fingerprintGroups, spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import { readJoinCode } from '#shared/kit/joinCode.ts';
import type { WorkerStation } from '#shared/wire/workerPage.ts';
import { usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { wordsOfRefusal } from './wordsOfRefusal.ts';

/** A code that came along with the QR: `#code=AB3D9KQX`. It is not left standing in the address. */
function codeOfAddress(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? '';
  if (location.hash) history.replaceState(null, '', location.pathname);
  return code;
}

export function SignIn() {
  const { phone, ring } = usePhone();
  const { language } = usePhoneState();
  const text = useText();
  const [code, setCode] = useState(codeOfAddress);
  const [isJoining, setJoining] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isWhole = readJoinCode(code) !== null;
  const join = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole || isJoining) return;
    setJoining(true);
    // In this touch, or the browser lets nothing sound.
    void ring.unlock();
    const refused = await phone.join(code);
    setJoining(false);
    if (refused?.code === 'network') setProblem(text.signIn.noNetwork);
    else if (refused?.code === 'joinCodeWrong') setProblem(text.signIn.wrongCode);
    else if (refused) setProblem(wordsOfRefusal(refused, language));
  };
  return (
    <main className="alone">
      <header className="alone__head">
        <h1>{text.name}</h1>
        <button
          type="button"
          className="big big--quiet"
          onClick={() => phone.setLanguage(language === 'en' ? 'zh-CN' : 'en')}
          data-testid="language"
        >
          {text.other}
        </button>
      </header>
      <form onSubmit={join} className="alone__form">
        <label>
          <span>{text.signIn.code}</span>
          <input
            className="input input--code"
            value={code}
            onChange={({ target }) => setCode(target.value.toUpperCase())}
            autoCapitalize="characters"
            autoComplete="one-time-code"
            autoCorrect="off"
            spellCheck={false}
            maxLength={11}
            placeholder="AB3D-9KQX"
            data-testid="join-code"
          />
        </label>
        <p className="hint">{text.signIn.codeHint}</p>
        {problem && (
          <p className="notice notice--bad" role="alert" data-testid="join-problem">
            {problem}
          </p>
        )}
        <button type="submit" className="big big--main" disabled={!isWhole || isJoining} data-testid="join">
          {isJoining ? text.signIn.joining : text.signIn.join}
        </button>
      </form>
      <Certificate />
    </main>
  );
}

function Certificate() {
  const say = useText().signIn;
  const [station, setStation] = useState<WorkerStation | null>(null);
  useEffect(() => {
    void fetch('/worker/station.json')
      .then((response) => response.json())
      .then(setStation, () => undefined);
  }, []);
  if (!station?.fingerprint) return null;
  return (
    <section className="certificate">
      <h2>{say.certificate}</h2>
      <p className="hint">{say.certificateWhy}</p>
      <p className="hint">{say.spoken}</p>
      <p className="certificate__digits" data-testid="fingerprint">
        {spokenFingerprint(station.fingerprint).join(' ')}
      </p>
      <a className="big" href="/worker/certificate.crt" data-testid="certificate">
        {say.download}
      </a>
      <ol className="hint">
        {say.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <details>
        <summary>{say.whole}</summary>
        <code>{fingerprintGroups(station.fingerprint).join(' ')}</code>
      </details>
    </section>
  );
}
