import { StrictMode, Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, NavLink, Route, Routes } from 'react-router';
import './portal.css';
import { Failures } from './Failures';
import { SignIn } from './session';
import { Element, Framed, Mounted, Proxied } from './ways';

function Portal() {
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  useEffect(() => {
    document.documentElement.style.colorScheme = scheme;
  }, [scheme]);
  return (
    <>
      <header className="portal">
        <strong>Acme, in React</strong>
        <nav aria-label="Portal">
          <NavLink to="/" end>Home</NavLink>
          {/* With a slash, because the console's own pages are below this path. */}
          <NavLink to="/mounted/">Mounted</NavLink>
          <NavLink to="/element">Element</NavLink>
          <NavLink to="/frame">Frame</NavLink>
          <NavLink to="/proxied">Proxied</NavLink>
        </nav>
        <button onClick={() => setScheme(scheme === 'dark' ? 'light' : 'dark')}>{scheme === 'dark' ? 'Light' : 'Dark'}</button>
      </header>
      <Suspense fallback={<p>Loading…</p>}>
        <div id="console">
          <Routes>
            <Route path="/" element={<p>The networks of Acme, in four ways.</p>} />
            <Route element={<Failures />}>
              <Route path="/mounted/*" element={<Mounted />} />
              <Route path="/element" element={<Element />} />
              <Route path="/frame" element={<Framed scheme={scheme} />} />
              <Route path="/proxied" element={<Proxied />} />
            </Route>
          </Routes>
        </div>
      </Suspense>
      <SignIn />
    </>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BrowserRouter basename="/react">
      <Portal />
    </BrowserRouter>
  </StrictMode>,
);
