// Done before anything else.

// Sets the appearance chosen on an earlier visit before the first paint, so that nothing flashes.
// The key is the one in src/session/preferences.ts.
try {
  const theme = localStorage.getItem('dropcast.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's appearance holds.
}

// The page's policy does not reach WebRTC, nor windows and pages that code opens. Nothing here needs them, so they are taken away.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'open']) delete globalThis[name];
globalThis.navigation?.addEventListener('navigate', (event) => {
  const { protocol, origin } = new URL(event.destination.url);
  const isOwn = protocol === 'blob:' || origin === new URL(location.href).origin;
  if (!isOwn && event.cancelable) event.preventDefault();
});
