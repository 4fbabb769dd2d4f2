// The viewer works without script; this only brings older links (#c10-50 alone) to the marked words.

const named = /^#c(\d+)-(\d+)$/.exec(location.hash);
if (named && !document.getElementById(location.hash.slice(1))) {
  const address = new URL(location.href);
  if (address.searchParams.get("start") !== named[1]) {
    address.searchParams.set("start", named[1]);
    address.searchParams.set("end", named[2]);
    location.replace(address);
  }
}
