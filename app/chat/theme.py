"""The look: system fonts, a deep blue, plenty of air. Colours as in style.css; contrasts are at least 4.5 to 1."""

import gradio as gr

SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
MONOSPACE = ["ui-monospace", "Cascadia Mono", "Menlo", "DejaVu Sans Mono", "monospace"]

COLOURS = {
    "body_background_fill": "#f7f8f9",
    "body_background_fill_dark": "#12181d",
    "body_text_color": "#1b2730",
    "body_text_color_dark": "#e6ebef",
    "body_text_color_subdued": "#52606b",
    "body_text_color_subdued_dark": "#a9b6c0",
    "background_fill_primary": "#ffffff",
    "background_fill_primary_dark": "#1a2229",
    "background_fill_secondary": "#f0f3f5",
    "background_fill_secondary_dark": "#222c34",
    "block_background_fill": "transparent",
    "block_background_fill_dark": "transparent",
    "block_border_width": "0px",
    "block_padding": "0px",
    "layout_gap": "8px",
    "block_label_text_color": "#1b2730",
    "block_label_text_color_dark": "#e6ebef",
    "block_title_text_color": "#1b2730",
    "block_title_text_color_dark": "#e6ebef",
    "block_title_text_weight": "600",
    "border_color_primary": "#c9d2d9",
    "border_color_primary_dark": "#3a4752",
    "color_accent": "#0b5583",
    "color_accent_soft": "#e3eef5",
    "color_accent_soft_dark": "#1f3442",
    "input_background_fill": "#ffffff",
    "input_background_fill_dark": "#12181d",
    "input_border_color": "#768590",  # 3 to 1 against the page: a field's edge must be seen
    "input_border_color_dark": "#7f8d98",
    "input_border_width": "1px",
    "input_placeholder_color": "#5c6a75",
    "input_placeholder_color_dark": "#9aa8b3",
    "button_primary_background_fill": "#0b5583",
    "button_primary_background_fill_hover": "#084468",
    "button_primary_background_fill_dark": "#8ec7ea",
    "button_primary_background_fill_hover_dark": "#b0d8f1",
    "button_primary_text_color": "#ffffff",
    "button_primary_text_color_dark": "#0c1f2b",
    "button_secondary_background_fill": "#ffffff",
    "button_secondary_background_fill_hover": "#e3eef5",
    "button_secondary_background_fill_dark": "#1a2229",
    "button_secondary_background_fill_hover_dark": "#1f3442",
    "button_secondary_text_color": "#0b4a72",
    "button_secondary_text_color_dark": "#a5d2ee",
    "button_secondary_border_color": "#9fb4c2",
    "button_secondary_border_color_dark": "#4a5a66",
    "link_text_color": "#0b5583",
    "link_text_color_dark": "#8ec7ea",
}


def theme() -> gr.themes.Base:
    """Gradio's own variables set to ours; plain font names load nothing."""
    made = gr.themes.Base(font=SYSTEM_FONTS, font_mono=MONOSPACE, radius_size="sm", text_size="md")
    return made.set(**COLOURS)
