import { afterNextRender, Component, DestroyRef, effect, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { loadEmbed, type Handle, type Options } from 'upcloud-peerings-embed';
import { FOLDER } from './base';

/** A console. `options` are read once; `changes` may differ later. */
@Component({
  selector: 'app-peerings-console',
  template: `
    @if (failure()) {
      <p role="alert">Peerings cannot be shown: {{ failure() }}</p>
    } @else {
      <div #place></div>
    }
  `,
})
export class PeeringsConsole {
  readonly options = input.required<Options>();
  readonly changes = input<Parameters<Handle['update']>[0]>();
  protected readonly failure = signal('');
  private readonly place = viewChild<ElementRef<HTMLElement>>('place');
  private readonly handle = signal<Handle | undefined>(undefined);
  private isGone = false;

  constructor() {
    afterNextRender(() => {
      this.mount().catch((error) => this.isGone || this.failure.set(error.message));
    });
    effect(() => {
      const changes = this.changes();
      if (changes) this.handle()?.update(changes);
    });
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      this.handle()?.unmount();
    });
  }

  private async mount() {
    const { mount } = await loadEmbed(FOLDER);
    if (this.isGone) return;
    const handle = await mount(this.place()!.nativeElement, this.options());
    // The user may have left the page while the console was loading.
    if (this.isGone) handle.unmount();
    else this.handle.set(handle);
  }
}
