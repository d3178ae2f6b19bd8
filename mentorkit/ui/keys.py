"""The hidden script of every panel: keyboard, names for people who do not see, and focus. Nothing of it needs the network."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

__all__ = ["KeyGuard"]

# JupyterLab reads single letters as commands when focus is on a button or a slider handle ("d d" deletes the cell).
# The listener on window comes before Lab's own on document; the attribute is what Lab itself looks at, on the focused
# element only. Text fields keep all their keys, and Lab leaves those alone.
_SCRIPT = """
const TEXT = 'textarea,[contenteditable="true"],input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=range])';
const FOCUSABLE = 'button,select,a[href],summary,input[type=checkbox],input[type=radio],[tabindex]';

function keepLetters(event) {
  const target = event.target;
  if (!(target instanceof Element) || !target.closest('.mk-panel') || target.matches(TEXT)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key.length === 1 && event.key !== ' ') event.stopImmediatePropagation();
}

function name(root, title) {
  if (root.getAttribute('role') !== 'group') root.setAttribute('role', 'group');
  if (root.getAttribute('aria-label') !== title) root.setAttribute('aria-label', title);
}

function mend(root) {
  for (const e of root.querySelectorAll('.noUi-handle')) {
    const label = e.closest('.mk-field')?.querySelector('.widget-label')?.textContent;
    if (label && e.getAttribute('aria-label') !== label) e.setAttribute('aria-label', label);
  }
  for (const e of root.querySelectorAll('.mk-named')) {
    const title = e.querySelector('.mk-name')?.textContent;
    if (title) name(e, title);
  }
  for (const e of root.querySelectorAll('.mk-shown')) {
    // what scrolls must be reachable by keyboard
    if (e.tabIndex !== 0) e.tabIndex = 0;
    name(e, root.getAttribute('aria-label'));
  }
  for (const e of root.querySelectorAll(FOCUSABLE)) {
    if (!e.matches(TEXT) && e.dataset.lmSuppressShortcuts !== 'true') e.dataset.lmSuppressShortcuts = 'true';
  }
  let n = 0;
  for (const cell of root.querySelectorAll('.mk-cell')) {
    const message = cell.querySelector(':scope > * .mk-message, :scope > .mk-message');
    for (const e of cell.querySelectorAll('input,select,textarea,.noUi-handle')) {
      if (message) {
        if (!message.id) message.id = 'mk-message-' + Date.now().toString(36) + '-' + n++;
        if (e.getAttribute('aria-describedby') !== message.id) e.setAttribute('aria-describedby', message.id);
        if (e.getAttribute('aria-invalid') !== 'true') e.setAttribute('aria-invalid', 'true');
      } else if (e.hasAttribute('aria-invalid')) {
        e.removeAttribute('aria-invalid');
        e.removeAttribute('aria-describedby');
      }
    }
  }
}

// Counted sentences are replaced as a whole, which screen readers miss or read over and over. Their words go into one place that stays,
// when a slider has come to rest.
function announcer(place) {
  const live = document.createElement('div');
  live.className = 'mk-announced';
  live.setAttribute('aria-live', 'polite');
  live.setAttribute('aria-atomic', 'true');
  place.append(live);
  let said = null, timer = 0;
  return (root) => {
    const words = [...root.querySelectorAll('[data-mk-announced] > *')].map((e) => e.textContent).join(' ');
    clearTimeout(timer);
    if (said === null) said = words; // what stands there from the start is read in its place
    else if (words !== said) timer = setTimeout(() => { said = words; live.textContent = words; }, 500);
  };
}

function focusOn(root, where, tries) {
  const place = root.querySelector('.' + where);
  const target = place && (place.matches('input,select,textarea,button') ? place : place.querySelector('input,select,textarea,.noUi-handle'));
  if (target) target.focus();
  else if (tries > 0) setTimeout(() => focusOn(root, where, tries - 1), 50);
}

export default {
  render({ model, el }) {
    let root = null, observer = null, over = false, frame = 0;
    const announce = announcer(el);
    const later = () => { if (!frame) frame = requestAnimationFrame(() => { frame = 0; if (root) { mend(root); announce(root); } }); };
    const onMessage = (content) => { if (root && content && content.focus) focusOn(root, content.focus, 40); };
    const attach = () => {
      if (over) return;
      root = el.closest('.mk-panel');
      if (!root) { setTimeout(attach, 20); return; }
      name(root, model.get('name'));
      mend(root);
      announce(root);
      root.dataset.mkReady = 'true';
      observer = new MutationObserver(later);
      observer.observe(root, { childList: true, subtree: true });
    };
    window.addEventListener('keydown', keepLetters, true);
    window.addEventListener('keypress', keepLetters, true);
    model.on('msg:custom', onMessage);
    attach();
    return () => {
      over = true;
      if (observer) observer.disconnect();
      window.removeEventListener('keydown', keepLetters, true);
      window.removeEventListener('keypress', keepLetters, true);
      model.off('msg:custom', onMessage);
    };
  },
};
"""


class KeyGuard(anywidget.AnyWidget):
    """Sits unseen in a panel whose root has the class ``mk-panel``; ``name`` becomes the name of the panel as a group."""

    _esm = _SCRIPT
    _css = traitlets.Unicode("").tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)

    def focus_on(self, mark: str) -> None:
        """Put the keyboard focus on the field whose class is ``mark``, as soon as the front end has drawn it."""
        content: dict[str, Any] = {"focus": mark}
        self.send(content)
