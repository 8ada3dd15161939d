import { Component } from '@angular/core';

@Component({ selector: 'app-home', template: '<p>The networks of Acme, in two ways.</p>' })
export class Home {}
