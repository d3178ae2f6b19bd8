"""The hidden script and the style sheet of the app: where one is, the keyboard, large type. Nothing of it needs the network."""

from __future__ import annotations

import anywidget
import traitlets

__all__ = ["APP_CSS", "AppKeys"]

# In JupyterLab single letters are commands while a button has the focus; see KeyGuard.
_SCRIPT = """
const TEXT = 'textarea,[contenteditable="true"],input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=range])';

function keepLetters(event) {
  const target = event.target;
  if (!(target instanceof Element) || !target.closest('.mk-app') || target.matches(TEXT)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key.length === 1 && event.key !== ' ') event.stopImmediatePropagation();
}

function mark(root, model) {
  root.dir = model.get('direction');
  root.lang = model.get('language');
  if (root.closest('[data-voila]')) document.documentElement.lang = model.get('language');
  for (const box of root.querySelectorAll(':scope > .mk-jump, .mk-parts')) {
    box.setAttribute('role', 'navigation');
    const here = box.querySelector('.mk-here');
    for (const button of box.querySelectorAll('button')) {
      if (button === here) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }
  for (const button of root.querySelectorAll(':scope > .mk-steps button')) {
    button.setAttribute('aria-disabled', button.classList.contains('mk-off') ? 'true' : 'false');
  }
  for (const button of root.querySelectorAll('button')) {
    if (button.dataset.lmSuppressShortcuts !== 'true') button.dataset.lmSuppressShortcuts = 'true';
  }
}

export default {
  render({ model, el }) {
    let root = null, over = false, frame = 0, observer = null;
    const later = () => { if (!frame) frame = requestAnimationFrame(() => { frame = 0; if (root) mark(root, model); }); };
    const moved = () => { if (root) { later(); if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: 'start' }); } };
    const attach = () => {
      if (over) return;
      root = el.closest('.mk-app');
      if (!root) { setTimeout(attach, 20); return; }
      mark(root, model);
      observer = new MutationObserver(later);
      observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
      root.dataset.mkReady = 'true';
      model.send({ here: true });
    };
    window.addEventListener('keydown', keepLetters, true);
    window.addEventListener('keypress', keepLetters, true);
    model.on('change:at', moved);
    attach();
    return () => {
      over = true;
      if (observer) observer.disconnect();
      window.removeEventListener('keydown', keepLetters, true);
      window.removeEventListener('keypress', keepLetters, true);
      model.off('change:at', moved);
    };
  },
};
"""

APP_CSS = """
.mk-app{color:#1d2733;width:100%;max-width:100%;overflow:visible;font:15px/1.5 "Segoe UI",Arial,"DejaVu Sans",sans-serif}
.mk-app .mk-twin,.mk-app-twin .mk-twin{max-width:none}
.mk-app.mk-rtl{direction:rtl}
.mk-app :is(.mk-steps,.mk-jump,.mk-parts){flex-flow:row wrap;gap:.4em;align-items:center;overflow:visible;width:100%;margin:.25em 0}
.mk-app .jupyter-button{width:auto;height:auto;min-width:2.6em;line-height:1.9;padding:.05em .8em;color:#1d2733;background:#eef2f7;overflow:visible;white-space:normal;margin:0}
.mk-app .mk-steps .jupyter-button{min-width:6em;font-weight:600}
.mk-app .jupyter-button.mk-here{background:#1f4e80;color:#fff;font-weight:600}
.mk-app .jupyter-button.mk-next{background:#2563a6;color:#fff}
.mk-app .jupyter-button.mk-off{background:#eef2f7;color:#5d6873}
.mk-app .jupyter-button:focus-visible{outline:3px solid #c9641a;outline-offset:2px}
.mk-app .mk-steps .jupyter-button.mk-type{margin-inline-start:auto;font-weight:400}
.mk-app .mk-place{font-weight:600;padding-inline:.4em}
.mk-app .mk-program{font-weight:600;font-size:1.05em}
.mk-app .mk-heading{font-size:1.5em;line-height:1.25;margin:.4em 0 .1em;color:#1d2733;outline:none}
.mk-app .mk-question{font-size:1.15em;font-weight:600;margin:.1em 0 .3em}
.mk-app .mk-guide{color:#3a4653;margin:.1em 0 .6em;max-width:62em}
.mk-app :is(.widget-html,.widget-html-content){height:auto;overflow:visible;line-height:1.5;width:auto;max-width:100%}
.mk-app :is(.mk-screens,.mk-screen,.mk-part){width:100%;overflow:visible;height:auto}
.mk-app .mk-hidden.mk-hidden{display:none}
.mk-app .mk-view{max-width:none}
.mk-app.mk-room{font-size:19px;--jp-widgets-font-size:19px;--jp-widgets-inline-height:38px}
.mk-app.mk-room :is(.jupyter-button,.mk-panel,.widget-html-content,.mk-field>.widget-label,.mk-field>:is(input,textarea,select)){font-size:19px}
.mk-app.mk-room .mk-view{font-size:19px}
.mk-app.mk-room .mk-panel .mk-form,.mk-app.mk-room .mk-panel .mk-shown{max-height:none}
@media print{.mk-app :is(.mk-steps,.mk-jump,.mk-parts,.mk-bar){display:none}.mk-app .mk-panel :is(.mk-form,.mk-shown){max-height:none;overflow:visible}}
"""


class AppKeys(anywidget.AnyWidget):
    """Sits unseen in a root with the class ``mk-app``. ``at`` is the number of the screen; a page that has drawn it sends ``{"here": true}``."""

    _esm = _SCRIPT
    _css = traitlets.Unicode("").tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)
    direction = traitlets.Unicode("ltr").tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
