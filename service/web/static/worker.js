// Keeps the pages that were read: from the network while there is one, from here when there is none.

const CACHE = "standing-{{stamp}}";
const READABLE = /^\/($|answers\/|documents\/|matters|passages\/|penalties|corpus|static\/)/;
const KEPT = 200;

self.addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.add("/")).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(drop().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method === "GET" && address.origin === location.origin && READABLE.test(address.pathname)) event.respondWith(serve(event));
});

async function drop() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

async function serve(event) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keep(cache, event.request, response.clone()));
    return response;
  } catch (error) {
    const held = await cache.match(event.request, { ignoreVary: true });
    if (held) return held;
    if (event.request.mode === "navigate") return (await cache.match("/")) || Response.error();
    throw error;
  }
}

async function keep(cache, request, response) {
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - KEPT))) await cache.delete(old);
}
