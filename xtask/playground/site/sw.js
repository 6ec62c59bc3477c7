// Keeps the page for times without a network. `VERSION` and `FILES` are written when the page is built.
const VERSION = '{{VERSION}}';
const FILES = {{FILES}};

addEventListener('install', event => {
  event.waitUntil(caches.open(VERSION).then(cache => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener('activate', event => {
  const isOld = name => name !== VERSION;
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(isOld).map(name => caches.delete(name)))).then(() => clients.claim()));
});

addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(caches.open(VERSION).then(async cache => {
    const kept = await cache.match(request, { ignoreSearch: true });
    return kept ?? fetch(request);
  }));
});
