"""Pictures lie under names nobody guesses; documents keep theirs."""

import pytest
from django.core.files.base import ContentFile

from workflows.storage import UnguessableStorage


@pytest.fixture
def storage(tmp_path):
    return UnguessableStorage(location=tmp_path)


@pytest.mark.parametrize("folder", ["original_images", "images"])
def test_name_of_a_picture_is_not_guessed(storage, folder):
    first, second = (storage.save(f"{folder}/mapa.png", ContentFile(b"x")) for _number in range(2))
    assert first.startswith(f"{folder}/mapa-")
    assert first.endswith(".png")
    assert len(first) >= len(f"{folder}/mapa.png") + 17
    assert first != second


def test_long_name_fits_its_column(storage):
    assert len(storage.get_available_name("original_images/" + "m" * 200 + ".png", max_length=100)) <= 100


def test_document_keeps_its_name(storage):
    assert storage.save("documents/zapis.pdf", ContentFile(b"x")) == "documents/zapis.pdf"
