import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Header } from '../components/Header';
import { SignIn } from '../components/session';
import './portal.css';

export const metadata: Metadata = { title: 'Acme, in Next.js', icons: 'data:,' };

export default async function Layout({ children }: { children: ReactNode }) {
  // Rendered for each request, because each has a nonce of its own.
  await headers();
  return (
    <html lang="en">
      <body>
        <Header />
        <main id="console">{children}</main>
        <SignIn />
      </body>
    </html>
  );
}
