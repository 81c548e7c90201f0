"""The tab where a brief is written. A plain form: the API answers with a file, which script.js hands to the browser."""

import gradio as gr

FORM = """<div class="intro"><h2>Skriv ett underlag</h2><p>Vad handlingarna säger om ett ämne: vad som är beslutat,
hur det går, siffror, citat, skillnader mellan nämnder, risker och öppna frågor. Varje rad har sin källa.</p></div>
<form id="brief-form"><label>Ämne<input name="topic" required maxlength="200" placeholder="t.ex. Bostad först"></label>
<label>Format<select name="format"><option value="docx">Word</option><option value="pdf">PDF</option>
<option value="md">Markdown</option></select></label><button type="submit">Hämta underlaget</button>
<p role="status"></p></form>"""


def build() -> None:
    """Fills the tab."""
    gr.HTML(FORM, elem_id="brief")
