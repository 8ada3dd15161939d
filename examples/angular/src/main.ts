import { APP_BASE_HREF } from '@angular/common';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { App } from './app/app';
import { BASE } from './app/base';
import { ElementPage } from './app/element-page';
import { Home } from './app/home';
import { MountedPage } from './app/mounted-page';

bootstrapApplication(App, {
  providers: [
    // Instead of a `base` element, which a strict Content-Security-Policy does not allow.
    { provide: APP_BASE_HREF, useValue: BASE },
    provideRouter([
      { path: '', pathMatch: 'full', component: Home },
      // One route for all pages of the console, so that none of them mounts it anew.
      { path: 'mounted', children: [{ path: '**', component: MountedPage }] },
      { path: 'element', component: ElementPage },
    ]),
  ],
}).catch((error) => console.error(error));
