"""Make a generated migration fit hosts that swap the base page, document or image model.

    python scripts/late_base_migration.py kpss_pages/migrations/0001_initial.py

Django writes the models of the project it ran in. What a host may swap is asked for when the migration runs.
"""

import re
import sys
from pathlib import Path

PAGE = """import swapper

swapper.set_app_prefix("wagtailcore", "wagtail")
BASE = swapper.get_model_name("wagtailcore", "Page")
PTR = BASE.split(".")[1].lower() + "_ptr"
"""
DOCUMENT = """from wagtail.documents import get_document_model_string

DOCUMENT = get_document_model_string()
"""
IMAGE = """from wagtail.images import get_image_model_string

IMAGE = get_image_model_string()
"""


def late(text: str) -> str:
    """Return the migration with its swappable models named late."""
    text = re.sub(r"""['"]page_ptr['"]""", "PTR", text)
    text = re.sub(r"""(\bto=|, )['"]wagtailcore\.page['"]""", r"\1BASE", text)
    text = re.sub(r"""bases=\((.*?)BASE(,?)\)""", r"bases=(\1BASE.lower()\2)", text)
    text = re.sub(r"""bases=\(['"]wagtailcore\.page['"],""", "bases=(BASE.lower(),", text)
    text = re.sub(r"""to=['"]wagtaildocs\.document['"]""", "to=DOCUMENT", text)
    text = re.sub(r"""to=['"]wagtailimages\.image['"]""", "to=IMAGE", text)
    found = [
        ("BASE", PAGE, 'swapper.dependency("wagtailcore", "Page"),'),
        ("DOCUMENT", DOCUMENT, "migrations.swappable_dependency(DOCUMENT),"),
        ("IMAGE", IMAGE, "migrations.swappable_dependency(IMAGE),"),
    ]
    used = [item for item in found if re.search(rf"\b{item[0]}\b", text)]
    needs = "\n".join(dependency for _name, _header, dependency in used)
    text = text.replace("dependencies = [", f"dependencies = [\n{needs}", 1)
    header = "\n".join(header for _name, header, _dependency in used)
    return text.replace("\n\nclass Migration", f"\n{header}\n\nclass Migration", 1)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(late(path.read_text("utf-8")), "utf-8")
