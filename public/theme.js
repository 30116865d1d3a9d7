// Sets the appearance chosen on an earlier visit before the first paint, so that nothing flashes.
// The key is the one in src/session/preferences.ts.
try {
  const theme = localStorage.getItem('dropcast.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's appearance holds.
}
