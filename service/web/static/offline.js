// Says when the connection is gone, and keeps what was read readable.

export function watchConnection() {
  const notice = document.getElementById("offline");
  const show = () => { notice.hidden = navigator.onLine; };
  for (const kind of ["online", "offline"]) addEventListener(kind, show);
  show();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});
}
