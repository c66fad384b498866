"""What an editor may do with a text, the same everywhere."""

RICH_TEXT_FEATURES = [
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("bold", "italic", "superscript", "subscript"),
    *("ol", "ul", "link", "document-link"),
    "kpss-paste-notice",
]
"""All six headings, so that none pasted from Word turns into a paragraph; reading puts them at their right level."""
