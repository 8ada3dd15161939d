import { mount } from 'svelte';
import App from './App.svelte';
import './portal.css';

mount(App, { target: document.getElementById('root')! });
