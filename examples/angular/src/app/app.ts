import { Component, DOCUMENT, effect, inject, signal } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { SignIn } from './sign-in';

@Component({
  selector: 'app-root',
  imports: [RouterLink, RouterLinkActive, RouterOutlet, SignIn],
  template: `
    <header>
      <strong>Acme, in Angular</strong>
      <nav aria-label="Portal">
        <a routerLink="/" routerLinkActive="active" [routerLinkActiveOptions]="{ exact: true }">Home</a>
        <a routerLink="/mounted" routerLinkActive="active">Mounted</a>
        <a routerLink="/element" routerLinkActive="active">Element</a>
      </nav>
      <button (click)="scheme.set(other())">{{ other() === 'dark' ? 'Dark' : 'Light' }}</button>
    </header>
    <main id="console">
      <router-outlet />
    </main>
    <app-sign-in />
  `,
})
export class App {
  private readonly root = inject(DOCUMENT).documentElement;
  protected readonly scheme = signal<'light' | 'dark'>('light');

  constructor() {
    effect(() => (this.root.style.colorScheme = this.scheme()));
  }

  protected other() {
    return this.scheme() === 'dark' ? 'light' : 'dark';
  }
}
