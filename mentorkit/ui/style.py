"""The style sheet of panels and of their static twins, each rule scoped by class."""

from __future__ import annotations

__all__ = ["PANEL_CSS"]

# Widths are in em and per cent, so that large type on a projector scales everything; labels stand above their fields.
# The slider's own script reckons where a handle stands from the direction of the document and its style sheet from that of the
# slider, which runs from the left in every language: both edges are therefore set here by the direction of the document.
PANEL_CSS = """
.mk-panel{border:1px solid #cfd8e3;border-radius:6px;padding:.7em 1em;margin:.3em 0 1em;max-width:100%;overflow:visible;color:#1d2733}
.mk-panel.mk-rtl{direction:rtl}
.mk-panel .mk-hidden{display:none}
.mk-panel .mk-panel-title{font-weight:700;font-size:1.1em;margin:0 0 .4em}
.mk-panel .mk-columns{flex-flow:row wrap;align-items:flex-start;gap:1.2em;overflow:visible;width:100%}
.mk-panel .mk-editor{flex:1 1 24em;min-width:min(18em,100%);overflow:visible}
.mk-panel .mk-shown{flex:2 1 30em;min-width:min(18em,100%)}
.mk-panel .mk-form{max-height:min(70vh,44em);overflow:auto;width:100%}
.mk-panel .mk-shown{max-height:min(80vh,52em);overflow:auto}
.mk-panel :is(.mk-form,.mk-shown)>*{flex:0 0 auto;min-width:0;width:100%;margin-inline:0}
.mk-panel .mk-shown .widget-html-content{min-width:0;width:100%}
.mk-panel .mk-fields{flex-flow:row wrap;gap:.35em .9em;overflow:visible;width:100%;align-items:flex-start}
.mk-panel .mk-fields>.mk-cell{flex:1 1 11em;min-width:min(10em,100%);overflow:visible;margin:0}
.mk-panel .mk-fields>.mk-cell.mk-wide{flex-basis:100%}
.mk-panel .mk-field.jupyter-widgets{width:auto;height:auto;margin:0;flex-flow:column;align-items:stretch;overflow:visible}
.mk-panel .mk-field.jupyter-widgets>.widget-label{width:auto;max-width:none;text-align:start;overflow:visible;white-space:normal;text-overflow:clip;line-height:1.35}
.mk-panel .mk-field.jupyter-widgets>.widget-label{height:auto;margin:0;color:#3a4653}
.mk-panel .mk-field.jupyter-widgets>:is(input,textarea,select){width:100%;min-width:0;box-sizing:border-box;flex:0 0 auto}
.mk-panel .mk-field.jupyter-widgets>select{height:var(--jp-widgets-inline-height);min-height:1.9em}
.mk-panel .mk-field.jupyter-widgets>:is(input,textarea){padding:.25em .4em}
.mk-panel .mk-field.jupyter-widgets>textarea{resize:vertical;line-height:1.4;font-family:inherit}
.mk-panel .mk-field.widget-slider{display:grid;grid-template-columns:1fr auto;align-items:center}
.mk-panel .mk-field.widget-slider>.widget-label{grid-column:1/-1}
.mk-panel .mk-field.widget-slider .slider-container{min-width:6em;margin:.2em .9em;direction:ltr}
.mk-panel .mk-field.widget-slider .widget-readout{min-width:2.2em;text-align:center}
.mk-panel .mk-field.widget-checkbox{display:block;margin-top:.3em}
.mk-panel .mk-field.widget-checkbox>.widget-label-basic{width:auto;display:inline-flex;align-items:center;gap:.4em;height:auto;white-space:normal;overflow:visible;line-height:1.35}
.mk-panel .mk-field.widget-checkbox input{width:auto;margin:0;flex:none}
.mk-panel .mk-marks{flex-flow:row wrap;gap:.1em 1em;overflow:visible}
.mk-panel .mk-group{border-inline-start:3px solid #d7e0ea;padding-inline-start:.8em;margin:.5em 0 .3em;overflow:visible}
.mk-panel .mk-row{border:1px solid #dde4ec;border-radius:5px;padding:.35em .6em .5em;margin:.3em 0;overflow:visible;background:#fbfcfe}
.mk-panel .mk-row-head{justify-content:space-between;align-items:center;width:100%;overflow:visible}
.mk-panel .mk-name{font-weight:600;line-height:1.4}
.mk-panel .mk-bar{flex-flow:row wrap;gap:.5em;margin:.7em 0 .1em;overflow:visible}
.mk-panel .jupyter-button{width:auto;min-width:5.5em;height:auto;line-height:1.9;padding:.05em .9em;color:#1d2733;overflow:visible;white-space:normal}
.mk-panel .mk-cell>.jupyter-button,.mk-panel .mk-plain>.jupyter-button{align-self:flex-start}
.mk-panel .jupyter-button.mk-save{background:#2563a6;color:#fff}
.mk-panel .jupyter-button:focus-visible,.mk-panel .noUi-handle:focus-visible,.mk-panel .mk-shown:focus-visible{outline:3px solid #c9641a;outline-offset:1px}
.mk-panel .mk-message,.mk-panel .mk-alert{color:#8f1d17;line-height:1.35;white-space:normal}
.mk-panel .mk-alert{border-inline-start:4px solid #b3261e;background:#fdeeed;padding:.4em .7em;border-radius:3px;margin:.3em 0}
.mk-panel .mk-status{color:#1f5d3a;line-height:1.4}
.mk-panel .mk-announced{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.mk-panel .mk-note{color:#55606d;line-height:1.4}
.mk-panel .mk-wrong :is(input,textarea,select){border:1px solid #b3261e}
.mk-panel.mk-rtl .widget-label{text-align:start}
.mk-panel.mk-rtl :is(.noUi-target,.slider-container){direction:ltr}
:root:not([dir=rtl]) .mk-panel .noUi-horizontal .noUi-origin{left:auto;right:0}
:root[dir=rtl] .mk-panel .noUi-horizontal .noUi-origin{left:0;right:auto}
:root:not([dir=rtl]) .mk-panel .noUi-horizontal .noUi-handle{left:auto;right:calc(var(--jp-widgets-slider-handle-size)/-2)}
:root[dir=rtl] .mk-panel .noUi-horizontal .noUi-handle{left:calc(var(--jp-widgets-slider-handle-size)/-2);right:auto}
.mk-panel .noUi-handle{background:#1f4f86;border-color:#1f4f86}
.mk-panel.mk-rtl :is(input[type=text],textarea){unicode-bidi:plaintext;text-align:start}
.mk-panel .widget-html>.widget-html-content,.mk-panel .widget-html{line-height:1.45;height:auto;overflow:visible}
"""
