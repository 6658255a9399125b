// The phone page: one React application over one phone. Made for one hand, sunlight and a bad network.
import { createRoot } from 'react-dom/client';
import { workerText } from '#shared/text/worker.ts';
import { App } from './App.tsx';
import { Phone } from './link/phone.ts';
import './worker.css';

const root = createRoot(document.getElementById('root')!);
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Refused where the certificate is not trusted yet: the page works all the same, but not from a cold start without network.
  navigator.serviceWorker.register('/worker/serviceWorker.js', { scope: '/worker/' }).catch(() => undefined);
}
try {
  root.render(<App phone={await Phone.open()} />);
} catch {
  const say = [workerText['zh-CN'].broken, workerText.en.broken];
  root.render(
    <main className="alone">
      {say.map(({ title, hint }) => (
        <section key={title}>
          <h1>{title}</h1>
          <p>{hint}</p>
        </section>
      ))}
    </main>,
  );
}
