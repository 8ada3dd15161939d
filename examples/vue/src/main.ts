import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import './portal.css';
import Element from './pages/Element.vue';
import Home from './pages/Home.vue';
import Mounted from './pages/Mounted.vue';

const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/', component: Home },
    // One route for all pages of the console, so that none of them mounts it anew.
    { path: '/mounted/:page(.*)*', component: Mounted },
    { path: '/element', component: Element },
  ],
});

createApp(App).use(router).mount('#root');
