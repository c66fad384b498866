"""What an editor may do with a text, the same everywhere."""

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
"""No h2: headings of pages and chapters come from the templates, so that the outline stays in order."""
