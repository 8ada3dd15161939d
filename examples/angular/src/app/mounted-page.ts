import { Component, inject } from '@angular/core';
import type { Options } from 'upcloud-peerings-embed';
import { BASE } from './base';
import { PeeringsConsole } from './peerings-console';
import { Session } from './session';

/** The address bar shows the console's pages; the portal provides the credentials. */
@Component({
  selector: 'app-mounted-page',
  imports: [PeeringsConsole],
  template: '<app-peerings-console [options]="options" />',
})
export class MountedPage {
  protected readonly options: Options = {
    basePath: `${BASE}mounted/`,
    authorization: inject(Session).authorization,
  };
}
