// Before the first paint: the reader's own choice of theme. A file of its own, since the page allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem('ftl.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    /* no storage: the system's theme */
  }
})();
