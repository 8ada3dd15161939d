import { Component, effect, ElementRef, inject, viewChild } from '@angular/core';
import { basic, Session } from './session';

@Component({
  selector: 'app-sign-in',
  template: `
    <dialog #dialog aria-labelledby="sign-in" (close)="giveUp()">
      <form (submit)="submit($event)">
        <h2 id="sign-in">Sign in to Acme</h2>
        <p role="alert">{{ session.question()?.refused ? 'That was refused.' : '' }}</p>
        <label>Acme user <input name="user" autocomplete="username" required></label>
        <label>Acme password <input name="password" type="password" autocomplete="current-password" required></label>
        <button>Enter Acme</button>
      </form>
    </dialog>
  `,
})
export class SignIn {
  protected readonly session = inject(Session);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (this.session.question()) dialog.showModal();
      else dialog.close();
    });
  }

  protected submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const entered = new FormData(form);
    form.reset();
    this.session.question()?.answer(basic(String(entered.get('user')), String(entered.get('password'))));
  }

  protected giveUp() {
    this.session.question()?.giveUp(new Error('nobody signed in'));
  }
}
