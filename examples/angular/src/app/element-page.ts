import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { loadEmbed, type Change } from 'upcloud-peerings-embed';
import { FOLDER } from './base';

/** The custom element, with the console's own sign-in. Attributes are bound as `attr.…`. */
@Component({
  selector: 'app-element-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p>
      <label><input type="checkbox" [checked]="isReadOnly()" (change)="isReadOnly.set(!isReadOnly())"> Read only</label>
      @if (last(); as change) { Last change: {{ change.action }} {{ change.uuid }} }
    </p>
    <upcloud-peerings [attr.read-only]="isReadOnly() ? '' : null" (peerings-change)="onChange($event)" />
  `,
})
export class ElementPage {
  protected readonly isReadOnly = signal(false);
  protected readonly last = signal<Change | undefined>(undefined);

  constructor() {
    // Loading defines the element, which is empty until then.
    void loadEmbed(FOLDER);
  }

  protected onChange(event: Event) {
    this.last.set((event as CustomEvent<Change>).detail);
  }
}
